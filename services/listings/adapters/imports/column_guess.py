"""What a column probably means, by its name, in Japanese or English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.listings.adapters.imports.cells import plainly
from services.listings.domain.importing.mapping import ColumnMapping, ImportField

# Names in the order of how surely they mean it; compared as `plainly` makes them.
_NAMES = {
    ImportField.SOURCE_ID: """source_id id guid identifier @id
        番号 no 管理番号 求人番号 整理番号 イベントID 案件番号 job_id event_id reference ref
        reference_number uid rdf:about url link""",
    ImportField.TITLE: """title 件名 タイトル 求人名 名称 イベント名 講座名 研修名 セミナー名 催し名
        職種名 募集職種 ポスト名 job_title position name headline""",
    ImportField.ORGANISATION_NAME: """organisation_name hiringOrganization.name organizer.name
        organisation organization 団体名 機関名 主催団体 主催者 主催 法人名 会社名 企業名 事業所名
        employer company hiringOrganization organizer author dc:publisher""",
    ImportField.RECRUITING_FIELDS: """recruiting_fields 募集分野 分野 カテゴリ カテゴリー
        イベント種類 種類 ジャンル category categories industry occupationalCategory field
        sector dc:subject keywords""",
    ImportField.LOCATION_TEXT: """location_text 勤務地 場所 場所名称 開催場所 会場 勤務場所 所在地 住所
        location place venue address duty_station city location.name location.address
        jobLocation.name jobLocation.address.addressLocality jobLocation.address.streetAddress
        location.address.addressLocality location.address.streetAddress
        住所市区町村 住所町名 jobLocation.address location.url""",
    ImportField.COUNTRY: """country 国 国名 勤務国 jobLocation.address.addressCountry
        jobLocation.address.addressCountry.name location.address.addressCountry country_code""",
    ImportField.PREFECTURE: """prefecture 都道府県 住所都道府県 都道府県名
        jobLocation.address.addressRegion location.address.addressRegion""",
    ImportField.WORK_START_ON: """work_start_on 開始日 開催日 開催開始日 勤務開始日 契約開始日 日付
        startDate jobStartDate start_date start begin date event_date""",
    ImportField.WORK_END_ON: """work_end_on 終了日 開催終了日 勤務終了日 契約終了日 endDate end_date
        end until""",
    ImportField.RECRUITMENT_START_ON: """recruitment_start_on 募集開始日 受付開始日 申込開始日 掲載日
        公開日 datePosted posted_on posted published pubDate dc:date date_posted""",
    ImportField.RECRUITMENT_END_ON: """recruitment_end_on 応募締切 応募締切日 締切 締切日 募集終了日
        申込期限日 申込締切 申込締切日 募集締切 受付終了日 validThrough deadline closing_date
        application_deadline closes offers.validThrough""",
    ImportField.APPLICATION_METHOD: """application_method 応募方法 申込方法 応募手続 how_to_apply
        applicationContact""",
    ImportField.CONDITIONS: """conditions 応募資格 応募条件 資格 資格要件 対象者 参加資格 定員 料金 料金基本
        料金詳細 待遇 給与 報酬 qualifications requirements educationRequirements
        experienceRequirements skills baseSalary salary eligibility audience
        experienceRequirements.monthsOfExperience educationRequirements.credentialCategory
        baseSalary.currency baseSalary.value.value baseSalary.value.minValue
        baseSalary.value.maxValue baseSalary.value.unitText offers.price offers.priceCurrency""",
    ImportField.DESCRIPTION: """description 概要 説明 内容 業務内容 職務内容 仕事内容 詳細 本文
        content:encoded content summary details body responsibilities jobBenefits""",
    ImportField.CONTACT: """contact 連絡先 問い合わせ先 問合せ先 お問い合わせ 連絡先名称 連絡先電話番号
        連絡先メールアドレス 電話番号 email phone telephone contact_email applicationContact.email
        applicationContact.telephone applicationContact.name""",
    ImportField.SOURCE_URL: """source_url url link リンク 掲載url ホームページ website web
        webページ 詳細url href sameAs""",
    ImportField.EMPLOYMENT_TYPE: """employment_type 雇用形態 雇用区分 勤務形態 employmentType
        contract_type job_type""",
    ImportField.REQUIRED_DOCUMENTS: "required_documents 提出書類 応募書類 必要書類",
    ImportField.LANGUAGES_NEEDED: "languages_needed 必要言語 使用言語 language_requirements",
    ImportField.OCCUPATIONS: "occupations 職業分類",
    ImportField.KIND: "kind @type 情報種別 listing_type",
    ImportField.LANGUAGE: "language 言語 inLanguage lang dc:language",
}
_GATHERED = frozenset(
    {
        ImportField.LOCATION_TEXT,
        ImportField.CONDITIONS,
        ImportField.CONTACT,
        ImportField.RECRUITING_FIELDS,
    }
)
"""Fields to which several columns may be guessed; of the others the best one is."""
_OF_MIXED = frozenset(ImportField) - {ImportField.SOURCE_ID, ImportField.SOURCE_URL}
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_DEFAULTS = {
    "ja": ("掲載元をご覧ください。", "その他"),
    "en": ("See the announcement of the organisation.", "Other"),
}


def _ranked() -> dict[str, list[tuple[int, ImportField]]]:
    ranks: dict[str, list[tuple[int, ImportField]]] = {}
    for field, names in _NAMES.items():
        for rank, name in enumerate(names.split()):
            ranks.setdefault(plainly(name), []).append((rank, field))
    return ranks


_RANKED = _ranked()


def guessed_columns(columns: Sequence[str], form: str = "") -> tuple[tuple[str, ImportField], ...]:
    """The columns whose names say what they mean, in the order of the file.

    Linked data mix things that name the same differently; there every column counts.
    """
    gathered = _GATHERED if form != "json-ld" else _OF_MIXED
    claims = sorted(
        (rank, place, field)
        for place, name in enumerate(columns)
        for rank, field in _RANKED.get(plainly(name))
        or _RANKED.get(plainly(_BRACKETS.sub("", name)), [])
    )
    taken: dict[int, ImportField] = {}
    given: set[ImportField] = set()
    for _, place, field in claims:
        if place in taken or (field in given and field not in gathered):
            continue
        taken[place] = field
        given.add(field)
    return tuple((columns[place], taken[place]) for place in sorted(taken))


def guessed_mapping(columns: Sequence[str], source: str, form: str, language: str) -> ColumnMapping:
    """A mapping to begin with; what listings need and no column gives points to the source."""
    chosen = guessed_columns(columns, form)
    given = {field for _, field in chosen}
    see, other = _DEFAULTS[language]
    kind = "training" if given & {ImportField.WORK_START_ON} else "job"
    defaults = (
        (ImportField.RECRUITING_FIELDS, other),
        (ImportField.LOCATION_TEXT, see),
        (ImportField.APPLICATION_METHOD, see),
        (ImportField.CONDITIONS, see),
    )
    return ColumnMapping("job" if form == "json-ld" else kind, None, source, chosen, defaults)
