"""Words that made-up listings are written with, commonest first."""

from __future__ import annotations

FIELDS = [
    "保健医療",
    "教育",
    "農業",
    "水・衛生",
    "防災",
    "環境",
    "平和構築",
    "ガバナンス",
    "ジェンダー",
    "都市開発",
    "運輸交通",
    "情報通信",
    "栄養",
    "民間セクター",
    "自然環境保全",
    "水産",
    "資源・エネルギー",
    "社会保障",
    "スポーツ",
    "日本語教育",
    "文化",
    "法整備",
    "観光",
]
POSTS = [
    "専門家",
    "コーディネーター",
    "調査員",
    "職員",
    "インターン",
    "事務局スタッフ",
    "プロジェクトマネージャー",
    "通訳",
    "看護師",
    "企画調査員",
    "アドバイザー",
    "研究員",
    "講師",
    "プログラムオフィサー",
    "会計担当",
    "広報担当",
    "助産師",
    "エンジニア",
    "保健師",
    "コンサルタント",
    "評価担当",
    "ボランティア",
    "業務調整員",
    "駐在員",
    "栄養士",
    "日本語教師",
    "データ分析担当",
    "物流担当",
]
COUNTRIES = [
    *(
        "ベトナム VN",
        "カンボジア KH",
        "フィリピン PH",
        "インドネシア ID",
        "ケニア KE",
        "ネパール NP",
    ),
    *("タイ TH", "ミャンマー MM", "ラオス LA", "バングラデシュ BD", "インド IN", "エチオピア ET"),
    *("ウガンダ UG", "タンザニア TZ", "ルワンダ RW", "マラウイ MW", "ガーナ GH", "セネガル SN"),
    *("モザンビーク MZ", "ザンビア ZM", "マダガスカル MG", "パラグアイ PY", "ボリビア BO"),
    *("ペルー PE", "グアテマラ GT", "ホンジュラス HN", "パプアニューギニア PG", "フィジー FJ"),
    *("サモア WS", "ヨルダン JO", "レバノン LB", "パレスチナ PS", "ウクライナ UA", "モンゴル MN"),
    *("スリランカ LK", "パキスタン PK", "アフガニスタン AF", "南スーダン SS", "スーダン SD"),
    *("コンゴ民主共和国 CD", "ニジェール NE", "ナイジェリア NG", "マリ ML", "ギニア GN"),
]
ORGANISATIONS = [
    "国際協力機構",
    "国際交流財団",
    "地球市民の会",
    "開発コンサルタンツ",
    "環境技研",
    "国連開発計画",
    "保健医療協力会",
    "みらい大学",
    "アジア農村塾",
    "水と緑の基金",
    "教育支援ネットワーク",
    "海外建設",
    "人道支援センター",
    "国際研修所",
    "難民を助ける輪",
    "途上国医療の会",
    "国際保健機構",
    "持続社会研究所",
    "地域開発支援機構",
    "子どもの未来財団",
]
FORMS = [
    "独立行政法人",
    "公益財団法人",
    "特定非営利活動法人",
    "株式会社",
    "国立大学法人",
    "一般社団法人",
    "認定NPO法人",
]
SENTENCES = """{country}の{place}における{field}分野の案件で、{post}として{task}を担当します。
現地政府の{office}と連携し、{task}に関する計画の策定と実施を支援します。
{field}に関する実務経験が{years}年以上ある方を求めます。
プロジェクトの進捗を確認し、{task}の結果を報告書に取りまとめます。
英語による業務遂行が可能であること。{language}ができる方を歓迎します。
応募書類は期日までに提出してください。書類選考の後、面接を行います。
地域住民や子どもたちを対象とした{task}の研修を企画し、運営します。
青年海外協力隊や国際機関での勤務経験は選考の際に考慮されます。
契約期間は{years}年とし、勤務状況により更新することがあります。
女性や障がい者の参加を促し、{field}の取り組みを広げる役割を担います。
関係機関との打ち合わせ、予算の管理、調達の手続きを行います。
本部は東京都にあり、年に数回の{country}出張があります。
{task}のためのデータを収集し、統計ソフトで分析します。
持続可能な開発目標の達成に向けて、企業やNGOとの協働を進めます。
災害時の緊急対応にも当たることがあるため、健康で柔軟な方が望まれます。
給与は経験に応じて決定し、社会保険、通勤手当、海外旅行保険を付与します。""".splitlines()
PLACES = [
    "首都",
    "北部州",
    "南部州",
    "農村部",
    "山岳地域",
    "沿岸部",
    "都市近郊",
    "難民居住区",
    "島しょ部",
    "国境地帯",
]
OFFICES = [
    "保健省",
    "教育省",
    "農業省",
    "水資源局",
    "防災庁",
    "環境省",
    "地方自治体",
    "財務省",
    "中央統計局",
    "道路公社",
]
TASKS = [
    "研修の運営",
    "モニタリング・評価",
    "施設の整備",
    "教材の開発",
    "母子保健サービスの改善",
    "上水道の維持管理",
    "衛生教育",
    "森林の保全",
    "栽培技術の普及",
    "市場調査",
    "制度の設計",
    "機材の調達",
    "地域防災計画の作成",
    "看護師の育成",
    "理数科教育の強化",
    "給水施設の建設",
    "感染症対策",
    "組織の能力強化",
    "人材の育成",
    "広報活動",
    "助成金の申請",
    "住民組織の形成",
    "品質管理",
]
LANGUAGES = [
    "フランス語",
    "スペイン語",
    "ポルトガル語",
    "スワヒリ語",
    "アラビア語",
    "ロシア語",
    "クメール語",
    "ベトナム語",
]

E_COUNTRIES = [
    *("Kenya KE", "Nepal NP", "Vietnam VN", "Ethiopia ET", "Jordan JO", "Uganda UG", "Thailand TH"),
    *("Bangladesh BD", "Ukraine UA", "South Sudan SS", "Lebanon LB", "Malawi MW", "Fiji FJ"),
    *("Cambodia KH", "Rwanda RW", "Senegal SN", "Peru PE", "Mozambique MZ", "Myanmar MM"),
]
E_POSTS = """Programme Officer|Project Coordinator|Intern|Consultant|Data Analyst|Finance Manager|Nurse
Field Officer|Health Adviser|Water Engineer|Education Specialist|Protection Officer|Research Fellow
Logistics Officer|Communications Assistant|Monitoring and Evaluation Officer""".replace("\n", "|")
E_ORGANISATIONS = """UNICEF|World Food Programme|Save the Children|UNHCR|Asian Development Bank|WHO
Plan International|Oxfam|World Bank|UNDP|International Rescue Committee|CARE International""".replace(
    "\n", "|"
)
E_SENTENCES = """The {post} will support {task} in {country} and report to the country director.
At least {years} years of relevant experience with {task} in developing countries are required.
Excellent command of English is essential; knowledge of {language} is an asset.
The organisation works with local governments and communities on {task} and emergency response.
Candidates who have worked with children, women and refugees are encouraged to apply.
The selected candidate will prepare budgets, reports and analyses for donors.
This is a fixed-term position with possible extension depending on funding.
Working closely with the ministries concerned, the {post} builds the capacity of partners.
Applications are reviewed on a rolling basis and only shortlisted candidates will be contacted.
Duties include field visits, procurement, coordination meetings and data management.""".splitlines()
E_TASKS = """primary health care|education programmes|climate change adaptation|water and sanitation
food security|child protection|disaster risk reduction|gender equality|agricultural development
nutrition surveys|refugee registration|monitoring and evaluation|supply chains|vaccination""".replace(
    "\n", "|"
)
E_LANGUAGES = ["French", "Spanish", "Arabic", "Portuguese", "Swahili", "Japanese"]

SEARCHED = """保健 教育 防災 インターン 国際協力 看護師 ケニア ベトナム 英語 プロジェクトマネージャー 東京 NGO JICA
水 環境 評価 コーディネーター 国連 研修 農業 日本語教師 助産師 子ども 取組 上水道 データ分析 タイ 南スーダン
ジェンダー 通訳 モニタリング 平和構築 統計 感染症 大学 フランス語 難民 会計 受け入れ 衛生教育 programme officer
nurse analyst UNICEF climate protection refugees engineers Nepal WHO consultants finance logistics
栄養改善 地域防災計画 母子保健サービス 海洋プラスチック 宇宙開発 盲導犬 天文台""".replace(
    "programme officer", "programme_officer"
).split()
