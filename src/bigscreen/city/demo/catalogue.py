"""The demo city's forces and its joint-enforcement catalogue 联动执法事项清单."""

_CALL, _CASE = "police_call", "city_case"

DISPOSITIONS = (
    ("mediated", "现场调解", "Mediated on the spot", "no"),
    ("sent_away", "劝离", "Persuaded to leave", "no"),
    ("recorded", "登记处理", "Recorded and dealt with", "no"),
    ("to_station", "移交派出所", "Handed to the police station", "no"),
    ("helped", "已帮助解决", "Helped", "no"),
    ("put_right", "责令整改完毕", "Ordered and put right", "no"),
    ("cleared", "清理完毕", "Cleared away", "no"),
    ("persuaded", "劝导离开", "Advised and left", "no"),
    ("case_opened", "立案查处", "Case opened for a penalty", "no"),
    ("deadline_met", "限期整改已复查", "Put right by the date, checked", "no"),
    ("oral_warning", "口头警告", "Oral warning", "yes"),
)
"""How a case ends; a retired way stays in the list, because old cases name it."""

_ENDINGS = {
    _CALL: "mediated;sent_away;recorded;to_station;helped",
    _CASE: "put_right;cleared;persuaded;case_opened;deadline_met",
}

_RUN_CARDS = {
    "dispute": "1 patrol;1 chengguan",
    "assault": "2 patrol",
    "robbery": "2 patrol car/motorcycle;1 traffic",
    "accident": "1 traffic car/motorcycle +breath_test;1 patrol",
    "lost_person": "1 patrol;1 patrol drone +camera",
    "drunk": "1 patrol car +shield",
    "vendor": "1 chengguan;1 patrol",
    "illegal_building": "2 chengguan car +evidence_camera;1 patrol",
    "muck_truck": "1 chengguan car/motorcycle;1 traffic",
    "dust": "1 chengguan drone +camera",
    "market_school": "1 chengguan;1 traffic;1 patrol",
    "gas": "2 chengguan car;1 patrol car +first_aid",
}
"""Which units an item wants, where one of the lead force is not enough or not any will do."""

ITEMS: tuple[tuple[str, str, str, str, str, str, int, float], ...] = (
    ("dispute", "纠纷", "Dispute", _CALL, "patrol", "chengguan", 2, 24),
    ("theft", "盗窃", "Theft", _CALL, "patrol", "", 2, 24),
    ("assault", "打架斗殴", "Assault", _CALL, "patrol", "", 1, 24),
    ("robbery", "抢劫抢夺", "Robbery", _CALL, "patrol", "traffic", 1, 24),
    ("accident", "交通事故", "Traffic accident", _CALL, "traffic", "patrol", 2, 24),
    ("jam", "交通拥堵", "Traffic jam", _CALL, "traffic", "", 3, 24),
    ("help", "群众求助", "Call for help", _CALL, "patrol", "", 3, 24),
    ("lost_person", "人员走失", "Lost person", _CALL, "patrol", "", 2, 24),
    ("drunk", "醉酒滋事", "Drunken disturbance", _CALL, "patrol", "", 2, 24),
    ("suspicious", "可疑人员", "Suspicious person", _CALL, "patrol", "", 3, 24),
    ("noise", "噪音扰民", "Noise nuisance", _CALL, "patrol", "chengguan", 3, 24),
    ("parking", "机动车违停", "Illegal parking", _CALL, "traffic", "chengguan", 2, 24),
    ("illegal_taxi", "非法营运", "Illegal passenger transport", _CALL, "traffic", "chengguan",
     3, 72),
    ("e_trike", "电动三轮违规", "E-trike violation", _CALL, "traffic", "chengguan", 3, 24),
    ("dog", "犬只管理", "Dogs", _CASE, "chengguan", "patrol", 3, 72),
    ("vendor", "占道经营", "Street vendors", _CASE, "chengguan", "patrol", 2, 4),
    ("threshold", "越门经营", "Shop over its threshold", _CASE, "chengguan", "", 3, 4),
    ("illegal_building", "违法建设", "Illegal building", _CASE, "chengguan", "patrol", 3, 144),
    ("digging", "违规占道开挖", "Illegal digging and road occupation", _CASE, "chengguan",
     "traffic", 3, 72),
    ("flyposting", "小广告", "Flyposting", _CASE, "chengguan", "", 4, 24),
    ("shared_bike", "共享单车乱停放", "Shared-bike litter", _CASE, "chengguan", "", 4, 8),
    ("muck_truck", "渣土抛洒", "Muck truck spill", _CASE, "chengguan", "traffic", 4, 24),
    ("dust", "扬尘污染", "Dust and air pollution", _CASE, "chengguan", "", 3, 72),
    ("site_noise", "施工噪音", "Construction noise", _CASE, "chengguan", "patrol", 3, 24),
    ("advert", "户外广告违规", "Outdoor adverts", _CASE, "chengguan", "", 4, 72),
    ("unlicensed", "无证经营", "Unlicensed trade", _CASE, "chengguan", "patrol", 3, 72),
    ("food", "食品安全", "Food safety", _CASE, "chengguan", "patrol", 2, 24),
    ("homeless", "流浪乞讨", "Beggars and homeless people", _CASE, "chengguan", "patrol", 3, 24),
    ("consumer", "消费纠纷", "Consumer dispute", _CASE, "chengguan", "patrol", 3, 72),
    ("market_school", "市场校园周边秩序", "Market and school surroundings", _CASE, "chengguan",
     "traffic;patrol", 2, 8),
    ("gas", "燃气安全", "Gas safety", _CASE, "chengguan", "patrol", 1, 24),
)  # fmt: skip
"""Code, names, kind of work, lead force, assisting forces, default level, limit in hours."""

CITY_TOML = """\
# The demo city: an invented place. Copy this folder to describe your own city.

id = "demo"
name = "示范市"
name_en = "Demo City"
timezone = "Asia/Shanghai"
centre = {{ lat = {lat}, lon = {lon} }}
officers = {officers}
case_prefix = "JQ"

duty_level = "二级"
duty_level_en = "Level 2"

# A unit that is held already: "warn" asks again and stacks a second case, "block" refuses.
conflict_policy = "warn"

# Local hours at which a new shift begins.
shift_start_hours = [8, 20]

# family: police, chengguan or auxiliary (decides the colour); badge: the one character that tells
# two forces apart; shade 1 is the family's second tone.
[[forces]]
code = "patrol"
name = "公安 巡特警"
name_en = "Patrol police"
family = "police"
badge = "巡"

[[forces]]
code = "traffic"
name = "公安 交警"
name_en = "Traffic police"
family = "police"
badge = "交"
shade = 1

[[forces]]
code = "chengguan"
name = "城管 执法"
name_en = "Chengguan"
family = "chengguan"
badge = "城"

[[forces]]
code = "auxiliary"
name = "群防群治"
name_en = "Auxiliaries"
family = "auxiliary"
badge = "群"

# The share of cases of a response class that has to be reached in its minutes.
[[targets]]
minutes = 1
share = 0.70

[[targets]]
minutes = 3
share = 0.90

[[targets]]
minutes = 5
share = 0.92
"""

RATES_TOML = """\
# What the simulator and the made-up history draw cases from.

cases_per_day = 280

# Weight of each local hour, midnight first.
hours = [1.4, 0.9, 0.6, 0.5, 0.5, 0.8, 1.8, 3.6, 5.0, 5.6, 5.8, 5.4,
         4.8, 4.4, 4.8, 5.2, 5.6, 6.2, 6.6, 6.8, 6.6, 5.4, 3.8, 2.4]

# Weight of each weekday, Monday first.
weekdays = [0.96, 0.94, 0.95, 0.98, 1.06, 1.10, 1.01]

# Weight of each grid.
[grids]
g1 = 19
g2 = 34
g3 = 22
g4 = 42
g5 = 56
g6 = 28
g7 = 20
g8 = 36
g9 = 23

# Where work of each kind comes from.
[channels.police_call]
hotline = 68
video = 14
platform = 3
patrol = 9
citizen = 4
alarm = 2

[channels.city_case]
hotline = 10
video = 30
platform = 30
patrol = 20
citizen = 10

# Weight of each item of the catalogue.
[items]
dispute = 13
theft = 3.5
assault = 1.6
robbery = 0.2
accident = 8.5
jam = 3
help = 11
lost_person = 1.2
drunk = 1.8
suspicious = 2
noise = 7
parking = 9
illegal_taxi = 1
e_trike = 2.4
dog = 2.6
vendor = 14
threshold = 7
illegal_building = 0.8
digging = 1.2
flyposting = 2
shared_bike = 3
muck_truck = 1.6
dust = 1
site_noise = 1.8
advert = 0.9
unlicensed = 1.4
food = 1.1
homeless = 1
consumer = 1.6
market_school = 1.4
gas = 0.4

# At which kinds of place an item happens; what is not named here happens along the streets.
[places]
dispute = ["supermarket", "market", "residence", "restaurant", "mall"]
theft = ["supermarket", "mall", "residence", "hotel", "transit"]
assault = ["nightlife", "restaurant", "market"]
robbery = ["bank", "nightlife"]
help = ["residence", "hospital", "transit", "mall"]
lost_person = ["residence", "park", "hospital", "mall"]
drunk = ["nightlife", "restaurant", "hotel"]
suspicious = ["residence", "bank", "transit"]
noise = ["residence", "nightlife", "park"]
dog = ["residence", "park"]
threshold = ["supermarket", "restaurant", "market"]
illegal_building = ["residence"]
dust = ["site"]
site_noise = ["site"]
muck_truck = ["site"]
unlicensed = ["market", "transit"]
food = ["restaurant", "market", "supermarket"]
homeless = ["transit", "park"]
consumer = ["supermarket", "mall", "restaurant"]
market_school = ["school", "market"]
gas = ["restaurant", "residence"]
"""


def catalogue_rows() -> list[tuple[object, ...]]:
    """Return the lines of the catalogue."""
    return [(*item, _RUN_CARDS.get(item[0], ""), _ENDINGS[item[3]]) for item in ITEMS]
