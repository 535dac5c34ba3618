"""Where an office is, from its name."""

import pytest

from normalize import places
from normalize.form.regions import NOWHERE, Region, region

NAMES = {
    "井研县水利局": Region("四川省", "乐山市", "井研县", "511124"),
    "四川省乐山市井研县水利局": Region("四川省", "乐山市", "井研县", "511124"),
    "乐山市市中区财政局": Region("四川省", "乐山市", "市中区", "511102"),
    "天津市河北区人民法院": Region("天津市", None, "河北区", "120105"),
    "四川省教育厅": Region("四川省", None, None, "510000"),
    "攀枝花市西区银江镇人民政府": Region("四川省", "攀枝花市", "西区", "510403"),
    "临沂市财政局": Region("山东省", "临沂市", None, "371300"),
    "中共井研县委组织部": Region("四川省", "乐山市", "井研县", "511124"),
    "国家税务总局衡阳市南岳区税务局": Region("湖南省", "衡阳市", "南岳区", "430412"),
    "北京市朝阳区教育委员会": Region("北京市", None, "朝阳区", "110105"),
    "长春市朝阳区教育局": Region("吉林省", "长春市", "朝阳区", "220104"),
    "江阴市自然资源和规划局": Region("江苏省", "无锡市", "江阴市", "320281"),
    "仙桃市水利和湖泊局": Region("湖北省", None, "仙桃市", "429004"),
    "长沙市区级机关事务中心": Region("湖南省", "长沙市", None, "430100"),
    "东莞市水务局": Region("广东省", "东莞市", None, "441900"),
    "内蒙古自治区林业和草原局": Region("内蒙古自治区", None, None, "150000"),
    "湖北省城市社区建设中心": Region("湖北省", None, None, "420000"),
    "四川省市场监督管理局": Region("四川省", None, None, "510000"),
    "四川省自然保护区管理局": Region("四川省", None, None, "510000"),
    # In a place that the list does not know by itself: its code is not told.
    "成都市高新区管理委员会": Region("四川省", "成都市", None, None),
    "重庆市开县农业局": Region("重庆市", None, None, None),
    # Not unique, not in full, no place.
    "朝阳区教育局": NOWHERE,
    "东区水务局": NOWHERE,
    "鼓楼区城市管理局": NOWHERE,
    "吉林大学": NOWHERE,
    "上海市场研究中心": NOWHERE,
    "县委办公室": NOWHERE,
    "": NOWHERE,
    None: NOWHERE,
}


@pytest.mark.parametrize(("unit", "place"), NAMES.items())
def test_an_office_is_where_its_name_says(unit: str | None, place: Region) -> None:
    assert region(unit) == place


def test_every_place_of_the_lexicon_is_found_or_is_not_unique() -> None:
    lost = [name for name in places() if region(f"{name}财政局") == NOWHERE]
    assert len(lost) / len(places()) < 0.05  # 鼓楼区, 朝阳区, 城关区 …: several places have that name
    assert "河北区" not in lost


def test_codes_are_those_of_the_standard() -> None:
    assert region("北京市财政局").region_code == "110000"
    assert region("南岳区财政局").region_code == "430412"
