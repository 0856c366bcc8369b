"""A stream that breaks is tried again, ever later; one that stands still counts as broken."""

from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.streams import StreamFault, StreamState
from bigscreen.service.stream_course import RETRY_AFTER_S, STEADY_S, StreamCourse


def test_it_plays_from_its_first_picture_on() -> None:
    course = StreamCourse()
    assert (course.state, course.fault) == (StreamState.CLOSED, None)
    course.wait()
    assert course.state is StreamState.WAITING
    course.begin(1.0)
    assert course.state is StreamState.CONNECTING
    assert course.picture(2.0)
    assert not course.picture(2.1)
    assert course.state is StreamState.PLAYING


def test_silence_is_noticed_before_the_first_picture_and_after_the_last() -> None:
    course = StreamCourse(stalls_after_s=6.0, answers_within_s=12.0)
    assert course.overdue(99.0) is None
    course.begin(0.0)
    assert course.overdue(12.0) is None
    assert course.overdue(12.1) is StreamFault.NO_ANSWER
    course.picture(12.0)
    assert course.overdue(18.0) is None
    assert course.overdue(18.1) is StreamFault.STALLED


def test_it_is_tried_again_ever_later() -> None:
    course = StreamCourse()
    now, pauses = 0.0, []
    for _ in range(8):
        course.begin(now)
        course.fail(StreamFault.REFUSED, now)
        assert (course.state, course.fault) == (StreamState.BROKEN, StreamFault.REFUSED)
        assert not course.is_due(course.retry_at_s - 0.01)
        assert course.is_due(course.retry_at_s)
        pauses.append(course.retry_at_s - now)
        now = course.retry_at_s
    assert pauses == [*RETRY_AFTER_S, RETRY_AFTER_S[-1], RETRY_AFTER_S[-1]]


def test_only_a_steady_stream_has_its_failures_forgotten() -> None:
    for played, pause in ((STEADY_S - 1, RETRY_AFTER_S[2]), (STEADY_S, RETRY_AFTER_S[0])):
        course = StreamCourse()
        for _ in range(2):
            course.begin(0.0)
            course.fail(StreamFault.NO_ANSWER, 0.0)
        course.begin(0.0)
        course.picture(1.0)
        course.picture(1.0 + played)
        course.fail(StreamFault.BROKE_OFF, 60.0)
        assert course.retry_at_s == 60.0 + pause


def test_closed_it_is_as_new() -> None:
    course = StreamCourse()
    course.begin(0.0)
    course.fail(StreamFault.REFUSED, 0.0)
    course.close()
    assert (course.state, course.fault) == (StreamState.CLOSED, None)
    assert not course.is_due(99.0)
    course.begin(0.0)
    course.fail(StreamFault.REFUSED, 5.0)
    assert course.retry_at_s == 5.0 + RETRY_AFTER_S[0]


@given(st.lists(st.sampled_from(["begin", "picture", "fail", "wait", "close"]), max_size=40))
def test_it_is_never_due_while_it_is_fetched(steps) -> None:
    course = StreamCourse()
    for second, step in enumerate(steps):
        now = float(second)
        if step == "fail":
            course.fail(StreamFault.STALLED, now)
        elif step in {"begin", "picture"}:
            getattr(course, step)(now)
        else:
            getattr(course, step)()
        assert not (course.is_due(now + 100) and course.overdue(now + 100))
        assert course.is_due(now + 100) is (course.state is StreamState.BROKEN)
