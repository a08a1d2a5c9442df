"""Destinations, fields, eligibility and steps of the JPO programme (LI-76 to LI-79, LI-84)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Destination:
    """An organisation that JPOs are sent to; MOFA has an arrangement with those listed."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Term:
    """A text in both languages."""

    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class YearFigures:
    """A fiscal year, additional recruitment included; `label` as the source calls it (D-80)."""

    fiscal_year: int
    applicants: int
    dispatched: int
    label: str = "応募者数"


DESTINATIONS = (
    Destination("UN", "国際連合", "United Nations"),
    Destination("UNDP", "国連開発計画", "United Nations Development Programme"),
    Destination("UNFPA", "国連人口基金", "United Nations Population Fund"),
    Destination("UNHCR", "国連難民高等弁務官事務所", "UN Refugee Agency"),
    Destination("UNICEF", "国連児童基金", "United Nations Children's Fund"),
    Destination("WFP", "国連世界食糧計画", "World Food Programme"),
    Destination("FAO", "国連食糧農業機関", "Food and Agriculture Organization"),
    Destination("ILO", "国際労働機関", "International Labour Organization"),
    Destination(
        "UNESCO", "国連教育科学文化機関", "UN Educational, Scientific and Cultural Organization"
    ),
    Destination("WHO", "世界保健機関", "World Health Organization"),
    Destination("IOM", "国際移住機関", "International Organization for Migration"),
    Destination(
        "OECD", "経済協力開発機構", "Organisation for Economic Co-operation and Development"
    ),
    Destination("UNIDO", "国連工業開発機関", "United Nations Industrial Development Organization"),
    Destination("ICC", "国際刑事裁判所", "International Criminal Court"),
)
"""The list of the leaflet; campaigns can add others (LI-78)."""

FIELDS = (
    Term("開発", "Development"),
    Term("人権", "Human rights"),
    Term("人道", "Humanitarian affairs"),
    Term("難民", "Refugees"),
    Term("教育", "Education"),
    Term("保健医療", "Health and medicine"),
    Term("平和構築", "Peacebuilding"),
    Term("モニタリング評価", "Monitoring and evaluation"),
    Term("環境", "Environment"),
    Term("工学", "Engineering"),
    Term("理学", "Science"),
    Term("農学", "Agriculture"),
    Term("食料", "Food"),
    Term("水産", "Fisheries"),
    Term("薬学", "Pharmacy"),
    Term("建築", "Architecture"),
    Term("防災", "Disaster prevention"),
    Term("緊急援助", "Emergency relief"),
    Term("都市計画", "Urban planning"),
    Term("水衛生", "Water and sanitation"),
    Term("原子力", "Nuclear power"),
    Term("人事", "Personnel"),
    Term("財務", "Finance"),
    Term("会計", "Accounting"),
    Term("監査", "Audit"),
    Term("総務", "General affairs"),
    Term("調達", "Procurement"),
    Term("広報", "Public information"),
    Term("渉外", "External relations"),
    Term("IT", "IT"),
    Term("統計分析", "Statistical analysis"),
    Term("法務", "Legal affairs"),
    Term("危機管理", "Crisis management"),
)
"""The 33 fields of the leaflet; campaigns can add others (LI-79)."""

ELIGIBILITY = (
    Term(
        "応募する年の2月1日に35歳以下であること",
        "35 or younger on 1 February of the application year",
    ),
    Term("英語で職務を遂行できること", "English sufficient for the duties"),
    Term("日本国籍を有すること", "Japanese nationality"),
    Term("2年以上の職務経験があること", "Two years or more of work"),
    Term("修士以上の学位を有すること", "A master's degree or higher"),
    Term(
        "将来にわたり国際機関で働く意思があること",
        "Intent to work for international organisations in the long run",
    ),
)
"""The six conditions (LI-76)."""

STEPS = (
    Term("応募", "Application"),
    Term("応募資格の確認", "Eligibility check"),
    Term("試験", "Examination"),
    Term("合格者の決定", "Selection"),
    Term("派遣", "Dispatch"),
    Term("2年間の勤務", "Service of two years"),
    Term("次のポストの獲得", "Next post"),
)
"""The flow from application to dispatch until a campaign says otherwise (LI-84, D-79)."""

PAST_FIGURES = (
    YearFigures(2020, 325, 54),
    YearFigures(2021, 352, 56),
    YearFigures(2022, 331, 64),
    YearFigures(2023, 340, 55, "受験者数"),
)
"""What was published before the portal kept the figures itself (LI-77)."""
