"""The demo city's joint-enforcement catalogue 联动执法事项清单."""

_CALL, _CASE = "police_call", "city_case"

DISPOSITIONS = (
    ("mediated", "现场调解", "Mediated on the spot", "no", "yes"),
    ("sent_away", "劝离", "Persuaded to leave", "no", "yes"),
    ("recorded", "登记处理", "Recorded and dealt with", "no", "yes"),
    ("to_station", "移交派出所", "Handed to the police station", "no", "yes"),
    ("helped", "已帮助解决", "Helped", "no", "yes"),
    ("no_case", "无效警情", "No case", "no", "no"),
    ("false_report", "谎报误报", "False report", "no", "no"),
    ("diverted", "非警务分流 12345", "Not police work, passed to 12345", "no", "no"),
    ("put_right", "责令整改完毕", "Ordered and put right", "no", "yes"),
    ("cleared", "清理完毕", "Cleared away", "no", "yes"),
    ("persuaded", "劝导离开", "Advised and left", "no", "yes"),
    ("case_opened", "立案查处", "Case opened for a penalty", "no", "yes"),
    ("deadline_met", "限期整改已复查", "Put right by the date, checked", "no", "yes"),
    ("not_found", "核查不属实", "Nothing found", "no", "no"),
    ("oral_warning", "口头警告", "Oral warning", "yes", "yes"),
)
"""How a case ends; a retired way stays in the list, because old cases name it. Where the last
column says no there was no case, and the figures leave it out."""

_ENDINGS = {
    _CALL: "mediated;sent_away;recorded;to_station;helped;no_case;false_report;diverted",
    _CASE: "put_right;cleared;persuaded;case_opened;deadline_met;not_found",
}

_RUN_CARDS = {
    "dispute": "1 patrol;1 chengguan",
    "theft": "1 patrol",
    "assault": "2 patrol",
    "robbery": "2 patrol car/motorcycle;1 traffic",
    "accident": "1 traffic car/motorcycle +breath_test;1 patrol",
    "jam": "1 traffic motorcycle/car",
    "help": "1 patrol",
    "lost_person": "1 patrol;1 patrol drone +camera",
    "drunk": "1 patrol car +shield",
    "suspicious": "1 patrol",
    "noise": "1 patrol;1 chengguan",
    "parking": "1 traffic;1 chengguan",
    "illegal_taxi": "1 traffic;1 chengguan",
    "e_trike": "1 traffic;1 chengguan",
    "dog": "1 chengguan;1 patrol",
    "vendor": "1 chengguan;1 patrol",
    "threshold": "1 chengguan",
    "illegal_building": "2 chengguan car +evidence_camera;1 patrol",
    "digging": "1 chengguan;1 traffic",
    "flyposting": "1 chengguan",
    "shared_bike": "1 chengguan",
    "muck_truck": "1 chengguan car/motorcycle;1 traffic",
    "dust": "1 chengguan drone +camera",
    "site_noise": "1 chengguan;1 patrol",
    "advert": "1 chengguan car +evidence_camera",
    "unlicensed": "1 chengguan;1 patrol",
    "food": "1 chengguan;1 patrol",
    "homeless": "1 chengguan;1 patrol",
    "consumer": "1 chengguan;1 patrol",
    "market_school": "1 chengguan;1 traffic;1 patrol",
    "gas": "2 chengguan car;1 patrol car +first_aid",
}
"""Which units an item wants."""

_CLOCKS = {
    "vendor": "urgent_4h",
    "threshold": "urgent_4h",
    "market_school": "urgent_4h",
    "gas": "urgent_4h",
    "digging": "13710",
    "dust": "13710",
    "advert": "13710",
    "illegal_building": "13710_hard",
}
"""The time limits of items that do not have those usual for their kind of work."""
_USUAL_CLOCKS = {_CALL: "police_24h", _CASE: "grid_3d"}

_EVIDENCE = {
    "illegal_building": "before;after;notice",
    "muck_truck": "before;after;plate",
    "gas": "before;after;test_record",
}
_USUAL_EVIDENCE = {_CALL: "", _CASE: "before;after"}

_SENSITIVITY = {"robbery": "dim", "lost_person": "dim", "suspicious": "hide", "homeless": "dim"}
"""Items walls show otherwise than usual, where anybody can read along."""

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


def catalogue_rows() -> list[tuple[object, ...]]:
    """Return the lines of the catalogue."""
    return [
        (
            *item,
            _RUN_CARDS[item[0]],
            _ENDINGS[item[3]],
            _CLOCKS.get(item[0], _USUAL_CLOCKS[item[3]]),
            _EVIDENCE.get(item[0], _USUAL_EVIDENCE[item[3]]),
            _SENSITIVITY.get(item[0], ""),
        )
        for item in ITEMS
    ]
