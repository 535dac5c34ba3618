"""The families of forms, drawn as text: each wording and layout a province has been seen to use comes out right.

A drawing is what extract would hand on; what a form must give stands below it, a line per form, fund, task and row.
"""

import pytest

from normalize import normalize
from normalize.schema import Form
from tests.normalize.drawing import draw

FAMILIES = {
    "chongqing flat": (
        """
2024年项目绩效目标表
单位名称：重庆市某区民政局   单位：万元
项目名称 | 养老服务补贴 | < | 业务主管部门 | 某区民政局
预算数 | 120 | < | 其中：财政资金 | 120
当年绩效目标 | 完成养老服务补贴发放 | < | < | <
绩效指标 | 指标 | 指标权重 | 计量单位 | 指标性质 | 指标值
^ | 补贴发放人数 | 20 | 人 | ≥ | 500
^ | 群众满意 | 10 |  | 定性 |
^ | 发放及时率 | 30 | % | = | 100
2024年项目绩效目标表
项目名称 | 临时救助 | < | 业务主管部门 | 某区民政局
预算数 | 30 | < | 其中：财政资金 | 30
绩效指标 | 指标 | 指标权重 | 计量单位 | 指标性质 | 指标值
^ | 救助人次 | 20 | 人次 | ≥ | 50
""",
        """
form 2024 重庆市某区民政局 project target 养老服务补贴 120.0
fund annual budget 资金总额 total 120
fund annual budget 财政拨款 total 120
row None None 补贴发放人数 ≥ 500 500.0 人 20.0 None
row None None 群众满意 定性 None None None 10.0 None
row None None 发放及时率 = 100 100.0 % 30.0 None
form 2024 某区民政局 project target 临时救助 30.0
fund annual budget 资金总额 total 30
fund annual budget 财政拨款 total 30
row None None 救助人次 ≥ 50 50.0 人次 20.0 None
""",
    ),
    "national self eval": (
        """
项目支出绩效自评表
（2023年度）
项目名称 | 公共卫生服务 | < | < | < | < | < | <
主管部门 | 卫生健康委 | < | < | 实施单位 | 疾控中心 | < | <
项目资金（万元） |  | < | 年初预算数 | 全年预算数(A) | 全年执行数(B) | 分值 | 执行率(B/A) | 得分
^ | 年度资金总额 | < | 100.00 | 90.00 | 81.00 | 10 | 90.00% | 9
^ | 其中：当年财政拨款 | < | 100.00 | 90.00 | 81.00 | - | 90% | -
^ | 上年结转资金 | < | 0 | 0 | 0 | — | — | —
年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | < | <
^ | 完成全年任务 | < | < | 已完成 | < | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
^ | 产出指标(50分) | 数量指标 | 指标1：培训人数 | ≥100人 | 120人 | 10 | 10 |
^ | ^ | ^ | 指标2： | | | | |
^ | ^ | 质量指标 | 合格率 | ≥95% | 96% | 10 | 10 | 无
^ | 满意度指标 | 服务对象满意度指标 | 满意度 | ≥90% | 92% | 10 | 10 |
总分 | < | < | < | < | < | 100 | 99 |
""",
        """
form 2023 疾控中心 project self_evaluation 公共卫生服务 90.0
fund annual initial_budget 资金总额 total 100
fund annual revised_budget 资金总额 total 90
fund annual executed 资金总额 total 81
fund annual initial_budget 财政拨款 total 100
fund annual revised_budget 财政拨款 total 90
fund annual executed 财政拨款 total 81
fund annual initial_budget 上年结转 total 0
fund annual revised_budget 上年结转 total 0
fund annual executed 上年结转 total 0
row 产出指标 数量指标 培训人数 ≥ ≥100人 100.0 人 10.0 120人
row 产出指标 质量指标 合格率 ≥ ≥95% 95.0 % 10.0 96%
row 满意度指标 服务对象满意度指标 满意度 ≥ ≥90% 90.0 % 10.0 92%
""",
    ),
    "yunnan two row header": (
        """
附表12 2022年度部门项目支出绩效自评表
金额单位：元
项目名称 | 项目甲 | < | < | < | < | <
绩效指标 | < | < | 年度指标值 | < | < | 实际完成值
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | ^
产出指标 | 数量指标 | 修建道路 | ≥ | 10 | 公里 | 12
""",
        """
form 2022 None project self_evaluation 项目甲 None
row 产出指标 数量指标 修建道路 ≥ 10 10.0 公里 None 12
""",
    ),
    "2015 national twin": (
        """
项目绩效目标申报表
(2019年度)
项目名称 | 基础研究 | < | < | < | < | <
主管部门及代码 | [123]科技部 | < | < | 实施单位 | 研究所 | <
项目属性 | 延续项目 | < | < | 项目期 | 2019-2021年 | <
项目资金(万元) | 中期资金总额： | 300 | < | 年度资金总额： | 100 | <
^ | 其中：财政拨款 | 300 | < | 其中：财政拨款 | 100 | <
^ | 其他资金 | 0 | < | 其他资金 | 0 | <
总体目标 | 中期目标(2019—2021年) | < | < | 年度目标 | < | <
^ | 目标A | < | < | 目标B | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
^ | 产出指标 | 数量指标 | 论文 | ≥30篇 | 数量指标 | 论文 | ≥10篇
^ | ^ | 质量指标 | 合格率 | 90% | 质量指标 | 合格率 | 95%
^ | 满意度指标 | 服务对象满意度指标 | 满意 | 90% | 服务对象满意度指标 | 满意 | 90%
""",
        """
form 2019 研究所 project target 基础研究 100.0
fund whole budget 资金总额 total 300
fund annual budget 资金总额 total 100
fund whole budget 财政拨款 total 300
fund annual budget 财政拨款 total 100
fund whole budget 其他资金 total 0
fund annual budget 其他资金 total 0
row 产出指标 数量指标 论文 ≥ ≥30篇 30.0 篇 None None
row 产出指标 数量指标 论文 ≥ ≥10篇 10.0 篇 None None
row 产出指标 质量指标 合格率 None 90% 90.0 % None None
row 产出指标 质量指标 合格率 None 95% 95.0 % None None
row 满意度指标 服务对象满意度指标 满意 None 90% 90.0 % None None
row 满意度指标 服务对象满意度指标 满意 None 90% 90.0 % None None
""",
    ),
    "hunan old stacked": (
        """
2020年项目支出绩效目标表
填报单位：某局（盖章）
项目名称 | 环境整治 | < | < | 项目属性 | 新增项目□ 延续项目√
项目资金 | 资金总额：50万元，其中：1.财政拨款40万元；2.其他资金10万元 | < | < | < | <
长期绩效目标 | 长期绿 | < | < | < | <
年度绩效目标 | 今年绿 | < | < | < | <
长期绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值 | 备注
^ | 产出指标 | 数量指标 | 植树 | 1000棵 |
年度绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值 | 备注
^ | 产出指标 | 数量指标 | 植树 | 100棵 |
""",
        """
form 2020 某局 project target 环境整治 50.0
fund annual budget 资金总额 total 50
fund annual budget 财政拨款 total 40
fund annual budget 其他资金 total 10
row 产出指标 数量指标 植树 None 1000棵 1000.0 棵 None None
row 产出指标 数量指标 植树 None 100棵 100.0 棵 None None
""",
    ),
    "transfer": (
        """
省对下转移支付区域绩效目标表
(2021年度)
转移支付（项目）名称 | 农业生产发展资金 | < | <
中央主管部门 | 农业农村部 | < | <
省级财政部门 | 云南省财政厅 | 省级主管部门 | 云南省农业农村厅
资金情况（万元） | 年度金额： | 5000 | <
^ | 其中：中央补助 | 4000 | <
^ | 地方资金 | 1000 | <
年度目标 | 发展农业 | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 单位 | 指标值
^ | 产出指标 | 数量指标 | 面积 | 万亩 | ≥10
""",
        """
form 2021 云南省农业农村厅 transfer target 农业生产发展资金 5000.0
fund annual budget 资金总额 total 5000
fund annual budget 中央补助 total 4000
fund annual budget 地方资金 total 1000
row 产出指标 数量指标 面积 ≥ ≥10 10.0 万亩 None None
""",
    ),
    "gansu dept": (
        """
部门整体支出绩效目标表
（2023年度）
部门名称 | 甘肃省某厅 | < | < | <
年度预算申请（万元） | 资金总额： | 1000.5 | < | <
^ | 基本支出 | 800 | < | <
^ | 项目支出 | 200.5 | < | <
总体目标 | 目标一 | < | < | <
年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | <| <
^ | ^ | ^ | 总额 | 财政拨款 | 其他资金
^ | 任务1 | 内容1 | 100 | 100 | 0
^ | 任务2 | 内容2 | 200.5 | 200.5 | 0
^ | 金额合计 | < | 300.5 | 300.5 | 0
年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | <
^ | 成本指标 | 经济成本指标 | 预算控制 | ≤1000.5万元 | <
^ | ^ | 社会成本指标 | 无 | 无 | <
^ | 产出指标 | 数量指标 | 会议 | 5次 | <
^ | 社会公众或服务对象满意度指标 | < | 群众满意 | ≥90% | <
""",
        """
form 2023 甘肃省某厅 unit target None 1000.5
fund annual budget 资金总额 total 1000.5
fund annual budget 基本支出 expenditure 800
fund annual budget 项目支出 expenditure 200.5
fund annual budget 资金总额 total 300.5
task 任务1 内容1 100.0
task 任务2 内容2 200.5
row 成本指标 经济成本指标 预算控制 ≤ ≤1000.5万元 1000.5 万元 None None
row 产出指标 数量指标 会议 None 5次 5.0 次 None None
row 服务对象满意度指标 服务对象满意度指标 群众满意 ≥ ≥90% 90.0 % None None
""",
    ),
    "inner mongolia list": (
        """
部门预算项目绩效目标表
预算年度：2022    单位：万元
单位名称 | 项目名称 | 项目金额 | 年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标方向 | 指标值 | 计量单位 | 指标性质
合计 | | 500 | | | | | | | |
301001-某旗公安局 | 办案经费 | 300 | 办好案 | 产出指标(50分) | 数量指标 | 案件数 | 大于等于 | 100 | 件 | 正向
^ | ^ | ^ | ^ | ^ | 质量指标 | 合格 | 等于 | 100 | % | 正向
^ | ^ | ^ | ^ | 效益指标 | 社会效益指标 | 安全 | | 提升 | | 定性
---
 | | | | 满意度指标 | 服务对象满意度指标 | 群众 | 大于等于 | 95 | % | 正向
^ | 装备购置 | 200 | 购好 | 产出指标 | 数量指标 | 设备 | 小于等于 | 10 | 台 | 反向
""",
        """
form 2022 某旗公安局 project target 办案经费 300.0
fund annual budget 资金总额 total 300
row 产出指标 数量指标 案件数 ≥ 100 100.0 件 None None
row 产出指标 质量指标 合格 = 100 100.0 % None None
row 效益指标 社会效益指标 安全 定性 提升 None None None None
row 满意度指标 服务对象满意度指标 群众 ≥ 95 95.0 % None None
form 2022 某旗公安局 project target 装备购置 200.0
fund annual budget 资金总额 total 200
row 产出指标 数量指标 设备 ≤ 10 10.0 台 None None
""",
    ),
    "fujian dept": (
        """
2024年部门整体绩效目标表
部门名称 | 福建某局 | < | <
预算情况 | 资金总额 | 500 | <
年度主要任务 | 部门职能 | 年度目标任务 | 支出项目名称 | 预算金额
^ | 职能1 | 任务1 | 项目1 | 100
年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标解释 | 目标值
^ | 产出指标 | 数量指标 | 件数 | 解释 | 1
""",
        """
form 2024 福建某局 unit target None 500.0
fund annual budget 资金总额 total 500
task 任务1 项目1 100.0
row 产出指标 数量指标 件数 None 1 1.0 None None None
""",
    ),
    "ningxia": (
        """
2022年度项目支出绩效自评表
项目名称 | 某项目 | < | < | < | < | <
主管部门 | 厅 | < | < | 实施单位 | 中心 | <
一级指标 | 二级指标 | 三级指标 | 年初指标值 | 实际完成值 | 分值 | 得分
项目决策(20分) | 项目立项(10分) | 立项依据 | 充分 | 充分 | 5 | 5
^ | ^ | 程序规范 | 规范 | 规范 | 5 | 5
项目产出 | 产出数量 | 数量 | 10个 | 10个 | 20 | 20
合计 | < | < | < | < | 100 | 98
""",
        """
form 2022 中心 project self_evaluation 某项目 None
row 项目决策 项目立项 立项依据 None 充分 None None 5.0 充分
row 项目决策 项目立项 程序规范 None 规范 None None 5.0 规范
row 项目产出 产出数量 数量 None 10个 10.0 个 20.0 10个
""",
    ),
    "hubei dept": (
        """
2024年度湖北省某厅部门整体绩效目标表
填报单位：某厅  单位：万元
部门名称 | 某厅 | < | <
部门预算 | 收入构成 | 一般公共预算 | 100
^ | ^ | 政府性基金 | 0
^ | ^ | 合计 | 100
^ | 支出构成 | 基本支出 | 60
^ | ^ | 项目支出 | 40
^ | ^ | 合计 | 100
长期目标 | 长 | < | <
年度目标 | 短 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
履职效能 | 数量指标 | 个数 | 3个
""",
        """
form 2024 某厅 unit target None 100.0
fund annual budget 一般公共预算 income 100
fund annual budget 政府性基金 income 0
fund annual budget 资金总额 income 100
fund annual budget 基本支出 expenditure 60
fund annual budget 项目支出 expenditure 40
fund annual budget 资金总额 expenditure 100
row 履职效能 数量指标 个数 None 3个 3.0 个 None None
""",
    ),
    "slid": (
        """
2023年度项目支出绩效目标表
项目名称 | 甲项目 | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标值 | 度量单位
产出指标 | 数量指标 | 会议 | ≥3 | 次
满意度指标 | 社会公众满意 | 群众满意 | ≥90 | %
服务对象满意度指标 | 受益群众满意度 | ≥95% | |
""",
        """
form 2023 None project target 甲项目 None
row 产出指标 数量指标 会议 ≥ ≥3 3.0 次 None None
row 满意度指标 社会公众满意 群众满意 ≥ ≥90 90.0 % None None
row 满意度指标 服务对象满意度指标 受益群众满意度 ≥ ≥95% 95.0 % None None (row_shifted)
""",
    ),
    "slid, its value in words, its sign in a column of its own, a cost among the outputs": (
        """
2023年度项目支出绩效目标表
项目名称 | 甲项目 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 备注
产出指标 | 数量指标 | 会议 | ≥ | 3 |
时效指标 | 建设工期 | = | 5.42 | |
成本指标 | 预算控制数 | <= | 36.5万元 | |
成本指标 | 成本控制率 | % | ≥95 | |
效益指标 | 社会效益指标 | 营商环境 | 定性 | 优化 |
可持续影响指标 | 创新能力 | 定性 | 稳步增强 | |
""",
        """
form 2023 None project target 甲项目 None
row 产出指标 数量指标 会议 ≥ 3 3.0 None None None
row 产出指标 时效指标 建设工期 = 5.42 5.42 None None None (row_shifted)
row 产出指标 成本指标 预算控制数 ≤ 36.5万元 36.5 万元 None None (row_shifted)
row 产出指标 成本指标 成本控制率 ≥ ≥95 95.0 None None None (row_shifted)
row 效益指标 社会效益指标 营商环境 定性 优化 None None None None
row 效益指标 可持续影响指标 创新能力 定性 稳步增强 None None None None (row_shifted)
""",
    ),
    "a list whose unit and goal go on over a page break": (
        """
2022年项目支出绩效目标表
项目名称 | 预算单位 | 预算数 | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值
修路 | 某县公路管理 | 12 | 修好路； | 产出指标 | 数量指标 | 里程 | 5公里
---
 | 所 | | 管好桥。 | | | 桥梁 | 2座
 | ^ | | ^ | 效益指标 | 社会效益指标 | 通客车率 | 90%
造林 | 某县公路管理所 | 3 | 造好林 | 产出指标 | 数量指标 | 面积 | 7亩
""",
        """
form 2022 某县公路管理所 project target 修路 12.0
fund annual budget 资金总额 total 12
row 产出指标 数量指标 里程 None 5公里 5.0 公里 None None
row 产出指标 数量指标 桥梁 None 2座 2.0 座 None None
row 效益指标 社会效益指标 通客车率 None 90% 90.0 % None None
form 2022 某县公路管理所 project target 造林 3.0
fund annual budget 资金总额 total 3
row 产出指标 数量指标 面积 None 7亩 7.0 亩 None None
""",
    ),
    "level 2 in the column of level 1 by design": (
        """
2023年度项目支出绩效目标表
项目名称 | 甲项目 | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标值 | 备注
数量指标 | 会议类 | 会议次数 | ≥3次 |
质量指标 | 会议类 | 参会率 | ≥90% |
""",
        """
form 2023 None project target 甲项目 None
row 数量指标 会议类 会议次数 ≥ ≥3次 3.0 次 None None
row 质量指标 会议类 参会率 ≥ ≥90% 90.0 % None None
""",
    ),
}


def told(form: Form) -> list[str]:
    """A form as lines of text."""
    who, record = form.identity, form.record
    return [
        f"form {who.year} {who.unit} {who.scope} {who.phase} {who.project} {record.budget}",
        *(f"fund {x.period} {x.measure} {x.item} {x.basis} {x.amount:g}" for x in form.funds),
        *(f"task {x.name} {x.content} {x.amount}" for x in form.tasks),
        *(
            f"row {x.level1} {x.level2} {x.name} {x.operator} {x.value_raw} {x.value} {x.measure_unit} {x.weight} "
            f"{x.actual_raw}" + (f" ({x.review_reason})" if x.review_reason else "")
            for x in form.indicators
        ),
    ]


@pytest.mark.parametrize("family", FAMILIES)
def test_family(family: str) -> None:
    drawing, want = FAMILIES[family]
    got = [line for form in normalize(draw(drawing)).forms for line in told(form)]
    assert got == want.strip().splitlines()
