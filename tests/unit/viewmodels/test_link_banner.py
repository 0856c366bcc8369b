"""The state of the link is always said, and a lost one says how old the picture is."""

from datetime import timedelta

import pytest

from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.viewmodels.link_banner import LinkTone, link_banner, link_word
from tests.support.small_city import NOON, small_city


def link(status, **facts):
    return LinkState(status=status, since=NOON, **{"last_event_at": NOON, **facts})


@pytest.mark.parametrize(
    ("state", "text", "tone"),
    [
        (link(LinkStatus.CONNECTING), "Connecting", LinkTone.WAIT),
        (link(LinkStatus.LIVE, lag_s=0.08), "Live · lag 0.08 s", LinkTone.GOOD),
        (link(LinkStatus.DELAYED, lag_s=12.4), "Delayed · lag 12 s", LinkTone.LATE),
        (link(LinkStatus.LOST), "Link lost", LinkTone.BAD),
        (link(LinkStatus.REFUSED), "Refused", LinkTone.BAD),
    ],
)
def test_every_status_has_its_word_and_tone(state, text, tone):
    word = link_word(state)
    assert (word.text, word.tone) == (text, tone)


@pytest.mark.parametrize("status", [LinkStatus.CONNECTING, LinkStatus.LIVE, LinkStatus.DELAYED])
def test_there_is_no_banner_while_the_picture_is_being_kept_up(status):
    assert link_banner(link(status), small_city(), NOON) is None


@pytest.mark.parametrize(
    ("state", "text", "detail"),
    [
        (
            link(LinkStatus.LOST, reason="silent"),
            "Link to the hub lost",
            "last known picture: 12:00:00 · the hub has gone silent · reconnecting",
        ),
        (
            link(LinkStatus.LOST, last_event_at=None),
            "Link to the hub lost",
            "nothing received yet · reconnecting",
        ),
        (
            link(LinkStatus.REFUSED, reason="bad_token", detail="token\nrevoked"),
            "The hub refuses this screen",
            "last known picture: 12:00:00 · token revoked",
        ),
        (
            link(LinkStatus.REFUSED, reason="odd_code"),
            "The hub refuses this screen",
            "last known picture: 12:00:00 · odd_code",
        ),
    ],
)
def test_the_banner_says_when_and_why(state, text, detail):
    banner = link_banner(state, small_city(), NOON)
    assert (banner.text, banner.detail) == (text, detail)


def test_a_picture_of_yesterday_says_its_day():
    banner = link_banner(link(LinkStatus.LOST), small_city(), NOON + timedelta(days=1))
    assert banner.detail.startswith("last known picture: 03-02 12:00")


def test_the_lag_people_see_is_the_age_of_the_newest_position():
    live = LinkState(status=LinkStatus.LIVE, since=NOON, lag_s=0.01)
    assert link_word(live, 0.8).text.endswith("0.80 s")
    assert link_word(live, 0.8).tone is LinkTone.GOOD


def test_silent_sources_are_seen_although_the_hub_answers():
    live = LinkState(status=LinkStatus.LIVE, since=NOON, lag_s=0.01)
    word = link_word(live, 42.3)
    assert word.tone is LinkTone.LATE
    assert "42" in word.text
