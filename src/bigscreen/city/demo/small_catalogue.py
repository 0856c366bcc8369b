"""The small city's texts: three forces, two tiers, and a catalogue in which police lead, too."""

_CALL, _CASE = "police_call", "city_case"

AREAS = (
    ("lanwan", "", "district", "澜湾区", "Lanwan District", "陆海生"),
    ("shanqian", "lanwan", "street", "山前街道", "Shanqian Street", "苏明远"),
    ("xijie", "lanwan", "street", "西街街道", "West Street", "沈立群"),
    ("dongjie", "lanwan", "street", "东街街道", "East Street", "叶晓岚"),
    ("matou", "lanwan", "street", "码头街道", "Wharf Street", "潘文涛"),
)
"""Two tiers: the district, and its four streets above the zones."""

DISPOSITIONS = (
    ("settled", "当场处置", "Settled on the spot", "no", "yes"),
    ("warned", "警告教育", "Warned", "no", "yes"),
    ("fined", "依法处罚", "Fined", "no", "yes"),
    ("removed", "清理拖移", "Cleared or towed", "no", "yes"),
    ("passed_on", "移交主管部门", "Passed on to a department", "no", "yes"),
    ("unfounded", "情况不实", "Nothing found", "no", "no"),
    ("filed_paper", "纸质登记", "Filed on paper", "yes", "yes"),
)

_CALLS_END = "settled;warned;passed_on;unfounded"
_CASES_END = "warned;fined;removed;passed_on;unfounded"
_DAY, _ZONE, _NIGHT = "call_12h", "zone_2d", "night_3h"

CATALOGUE = (
    ("fight", "打架", "Fight", _CALL, "swat", "", 1, 24, "2 swat", _CALLS_END, _DAY, "", ""),
    ("quarrel", "邻里纠纷", "Quarrel", _CALL, "swat", "urban", 3, 24, "", _CALLS_END, _DAY, "",
     "hide"),
    ("stolen_bike", "电动车被盗", "Stolen e-bike", _CALL, "swat", "", 3, 24, "", _CALLS_END,
     _DAY, "", ""),
    ("lost_child", "儿童走失", "Lost child", _CALL, "swat", "road", 1, 24, "2 swat;1 road",
     _CALLS_END, _DAY, "", "dim"),
    ("loud_music", "广场舞噪音", "Loud music", _CALL, "swat", "urban", 4, 24, "", _CALLS_END,
     _DAY, "", ""),
    ("crash", "车辆碰撞", "Car crash", _CALL, "road", "swat", 2, 24, "1 road +tow_call;1 swat",
     _CALLS_END, _DAY, "", ""),
    ("blocked_road", "道路堵塞", "Blocked road", _CALL, "road", "", 3, 24, "", _CALLS_END, _DAY,
     "", ""),
    ("street_race", "飙车炸街", "Street race", _CALL, "road", "swat", 2, 24,
     "2 road motorcycle;1 swat", _CALLS_END, _DAY, "", ""),
    ("abandoned_car", "僵尸车", "Abandoned car", _CASE, "road", "urban", 4, 72,
     "1 road +tow_call;1 urban", "removed;passed_on", _ZONE, "plate", ""),
    ("scooter_parking", "非机动车乱停", "Scooters in the way", _CASE, "road", "urban", 4, 8, "",
     _CASES_END, _ZONE, "after", ""),
    ("stray_dog", "流浪犬", "Stray dog", _CASE, "swat", "urban", 3, 24, "", _CASES_END, _ZONE,
     "", ""),
    ("fireworks", "违规燃放烟花", "Fireworks", _CASE, "swat", "urban", 2, 8, "", _CASES_END,
     _NIGHT, "", ""),
    ("night_stall", "夜市占道", "Night stall in the road", _CASE, "urban", "swat;road", 3, 4,
     "1 urban;1 swat", _CASES_END, _NIGHT, "after", ""),
    ("shopfront", "越门经营", "Goods before the shop", _CASE, "urban", "", 4, 8, "", _CASES_END,
     _ZONE, "after", ""),
    ("wharf_litter", "码头垃圾", "Litter on the wharf", _CASE, "urban", "", 4, 24, "", _CASES_END,
     _ZONE, "after", ""),
    ("site_dust", "工地扬尘", "Dust from a site", _CASE, "urban", "road", 3, 72,
     "1 urban car;1 road", _CASES_END, "", "after;reading", ""),
)  # fmt: skip
"""Code, names, kind of work, lead force, assisting forces, level, limit in hours, run card,
endings, clock, evidence, sensitivity."""

CITY_TOML = """\
# The small demo city: an invented district of 23 zones by road section, under two tiers.

id = "lanwan"
name = "澜湾区"
name_en = "Lanwan District"
timezone = "Asia/Shanghai"
centre = {{ lat = {lat}, lon = {lon} }}
officers = {officers}
case_prefix = "LW"

walls_show_addresses = false

# A unit that is held already can not be given a second case.
conflict_policy = "block"

# Three shifts a day.
shift_start_hours = [0, 8, 16]

[[forces]]
code = "swat"
name = "公安巡（特）警"
name_en = "Patrol and SWAT"
family = "police"
badge = "特"

[[forces]]
code = "road"
name = "公安交警"
name_en = "Road police"
family = "police"
badge = "交"
shade = 1

[[forces]]
code = "urban"
name = "城管执法"
name_en = "Urban management"
family = "chengguan"
badge = "管"

[[targets]]
minutes = 2
share = 0.75

[[targets]]
minutes = 4
share = 0.85

[[targets]]
minutes = 8
share = 0.95
"""

RATES_TOML = """\
# What the simulator draws cases from.

cases_per_day = 150

# How many units call for help (SOS) in a day.
sos_per_day = 3

hours = [1.2, 0.8, 0.5, 0.4, 0.4, 0.7, 1.6, 3.2, 4.6, 5.0, 5.2, 4.8,
         4.4, 4.2, 4.4, 4.8, 5.2, 5.8, 6.6, 7.4, 7.2, 6.0, 4.0, 2.2]
weekdays = [0.94, 0.92, 0.94, 0.96, 1.06, 1.12, 1.06]

# Weight of each zone.
[grids]
{grids}

[channels.police_call]
hotline = 60
video = 20
patrol = 12
alarm = 8

[channels.city_case]
hotline = 15
platform = 40
video = 20
patrol = 25

# Weight of each item of the catalogue.
[items]
fight = 2
quarrel = 9
stolen_bike = 6
lost_child = 0.8
loud_music = 7
crash = 10
blocked_road = 5
street_race = 1.5
abandoned_car = 2
scooter_parking = 9
stray_dog = 4
fireworks = 1.5
night_stall = 13
shopfront = 8
wharf_litter = 4
site_dust = 2

# What becomes of cases, as shares.
[outcomes]
invalid_calls = 0.15
returned = 0.10
reworked = 0.05
suspended = 0.05
by_hand = 0.2

# At which kinds of place an item happens; what is not named here happens along the streets.
[places]
fight = ["nightlife", "restaurant"]
quarrel = ["residence"]
stolen_bike = ["residence", "mall", "market"]
lost_child = ["park", "mall", "school"]
loud_music = ["park", "residence"]
stray_dog = ["residence", "park"]
shopfront = ["supermarket", "restaurant", "market"]
site_dust = ["site"]
"""
