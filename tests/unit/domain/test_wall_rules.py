"""What a city may say of its walls, and what it may not."""

from bigscreen.domain.wall_rules import (
    BUILT_IN_SOS,
    SOS_SOUND,
    WallRule,
    WallTone,
    WallTrigger,
    rules_in_force,
)


def test_a_call_for_help_is_a_rule_of_every_wall():
    assert rules_in_force(()) == (BUILT_IN_SOS,)


def test_a_city_can_add_to_the_rule_for_sos_and_take_nothing_from_it():
    weak = WallRule(
        trigger=WallTrigger.SOS,
        grid_ids=("west",),
        hold_s=5.0,
        scene="overview",
        cameras=4,
        tone=WallTone.WARNING,
    )
    (rule,) = rules_in_force([weak, weak])
    assert (rule.grid_ids, rule.hold_s, rule.centre, rule.sound) == ((), 0.0, True, SOS_SOUND)
    assert (rule.tone, rule.scene, rule.cameras) == (WallTone.ALARM, "overview", 4)


def test_other_rules_stand_as_they_were_written():
    lost = WallRule(trigger=WallTrigger.FEED_LOST, sound="lost")
    assert rules_in_force((lost,)) == (BUILT_IN_SOS, lost)
