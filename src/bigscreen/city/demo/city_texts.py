"""The texts of the demo city's ``city.toml`` and ``rates.toml``."""

CITY_TOML = """\
# The demo city: an invented place. Copy this folder to describe your own city.

id = "demo"
name = "示范市"
name_en = "Demo City"
timezone = "Asia/Shanghai"
centre = {{ lat = {lat}, lon = {lon} }}
officers = {officers}
case_prefix = "JQ"

# Whether walls, where anybody can read along, name addresses.
walls_show_addresses = true

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

# How many units call for help (SOS) in a day.
sos_per_day = 6

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

# What becomes of cases, as shares. Half or more of real 110 calls are no case 无效警情; many of
# those are sifted out before anybody is sent, and only what reached dispatch is made up here.
[outcomes]
invalid_calls = 0.30
invalid_cases = 0.04
duplicates = 0.015
drills = 0.003
returned = 0.05
reworked = 0.08
suspended = 0.03
extended = 0.04
escalated = 0.02
called_back = 0.25
satisfied = 0.94
by_hand = 0.08

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
