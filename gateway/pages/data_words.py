"""The words of the history of an account and of the download of everything held."""

from __future__ import annotations

from flask_babel import lazy_gettext

from gateway.pages.registration_words import (
    AREAS,
    DEGREES,
    INTENTIONS,
    LEVELS,
    REGIONS,
    SECTIONS,
    STATUSES,
)
from gateway.web.listing_words import Words

HISTORY = Words(
    {
        "registered": lazy_gettext("利用登録が完了し、簡易登録者になりました。"),
        "logged-in": lazy_gettext("ログインしました。"),
        "login-failed": lazy_gettext("ログインに失敗しました。"),
        "locked": lazy_gettext("ログインに3回続けて失敗したため、ロックされました。"),
        "session-expired": lazy_gettext("60分間操作がなかったため、ログアウトされました。"),
        "temporary-password": lazy_gettext("仮パスワードを発行しました。"),
        "password-changed": lazy_gettext("パスワードを変更しました。"),
        "login-id-changed": lazy_gettext("ログインID（E-mail）を変更しました。"),
        "profile-updated": lazy_gettext("登録内容を更新しました。"),
        "information-confirmed": lazy_gettext("登録情報を確認しました。"),
        "full-requested": lazy_gettext("国際協力人材登録を申請しました。"),
        "full-returned": lazy_gettext("国際協力人材登録の申請に補完のお願いがありました。"),
        "full-approved": lazy_gettext("人材登録者になりました。"),
        "full-rejected": lazy_gettext("国際協力人材登録の申請は見送られました。"),
        "full-cleaned-up": lazy_gettext(
            "補完がなかったため、国際協力人材登録の申請は終了しました。"
        ),
        "extended": lazy_gettext("人材登録を延長しました。"),
        "lapsed": lazy_gettext("人材登録の有効期限が過ぎ、簡易登録者になりました。"),
        "jocv-view-granted": lazy_gettext("JOCV向け求人情報を閲覧できるようになりました。"),
        "jocv-view-revoked": lazy_gettext("JOCV向け求人情報を閲覧できなくなりました。"),
        "suspended": lazy_gettext("利用が制限されました。"),
        "reinstated": lazy_gettext("利用の制限が解除されました。"),
        "job-seeker-registered": lazy_gettext("求職者として登録されました。"),
        "job-seeker-extended": lazy_gettext("求職登録の有効期限が延長されました。"),
        "job-seeker-expired": lazy_gettext("求職登録の有効期限が過ぎ、無効になりました。"),
        "job-seeker-deactivated": lazy_gettext("求職登録を無効にしました。"),
        "job-seeker-reactivated": lazy_gettext("求職登録を有効にしました。"),
        "job-seeker-updated": lazy_gettext("求職情報を更新しました。"),
        "publication-changed": lazy_gettext("求職情報の公開の設定を変更しました。"),
    }
)
SESSION_ENDS = Words(
    {
        "logout": lazy_gettext("ログアウトしました。"),
        "reissue": lazy_gettext("パスワードの再発行により、ログアウトされました。"),
        "suspension": lazy_gettext("利用の制限により、ログアウトされました。"),
        "death": lazy_gettext("ログアウトされました。"),
    }
)
PARTS = Words(
    {
        "account": lazy_gettext("アカウント"),
        "registered-data": lazy_gettext("登録内容"),
        "job-seeker": lazy_gettext("求職登録"),
        "account-history": lazy_gettext("アカウントの履歴"),
        "applications": lazy_gettext("応募"),
        "messages": lazy_gettext("メールボックスのメール"),
        "sent-mails": lazy_gettext("送信した通知メール"),
    }
)
KEYS = Words(
    {
        "account_id": lazy_gettext("アカウント番号"),
        "status": lazy_gettext("状態"),
        "email": lazy_gettext("メールアドレス"),
        "section": lazy_gettext("項目"),
        "name": lazy_gettext("名称"),
        "name_kana": lazy_gettext("フリガナ"),
        "name_roman": lazy_gettext("ローマ字"),
        "birth_on": lazy_gettext("生年月日"),
        "nationality": lazy_gettext("国籍"),
        "postal_code": lazy_gettext("郵便番号"),
        "address": lazy_gettext("住所"),
        "telephone": lazy_gettext("電話番号"),
        "mobile": lazy_gettext("携帯電話番号"),
        "areas": lazy_gettext("専門分野"),
        "experience": lazy_gettext("専門性・スキル・経験"),
        "regions": lazy_gettext("地域"),
        "entries": lazy_gettext("記載"),
        "school": lazy_gettext("学校名"),
        "subject": lazy_gettext("件名・専攻"),
        "degree": lazy_gettext("学位・課程"),
        "started": lazy_gettext("開始"),
        "ended": lazy_gettext("終了"),
        "employer": lazy_gettext("勤務先"),
        "position": lazy_gettext("役職・職種"),
        "country": lazy_gettext("国"),
        "duties": lazy_gettext("業務内容"),
        "language": lazy_gettext("言語"),
        "level": lazy_gettext("水準"),
        "certificate": lazy_gettext("資格・点数"),
        "obtained": lazy_gettext("取得年月"),
        "none": lazy_gettext("該当なし"),
        "intention": lazy_gettext("国際協力の仕事に就く意向"),
        "available_from": lazy_gettext("就業可能な時期"),
        "motive": lazy_gettext("志望理由・自己PR"),
        "registered_at": lazy_gettext("登録日時"),
        "updated_at": lazy_gettext("更新日時"),
        "confirmed_at": lazy_gettext("確認日時"),
        "jocv_returnee": lazy_gettext("JOCV帰国者"),
        "jocv_view": lazy_gettext("求人情報閲覧権限"),
        "terms_version": lazy_gettext("同意した利用規約の版"),
        "privacy_version": lazy_gettext("同意したプライバシーポリシーの版"),
        "login_at": lazy_gettext("最後のログイン"),
        "previous_login_at": lazy_gettext("前回ログイン"),
        "what": lazy_gettext("できごと"),
        "at": lazy_gettext("日時"),
        "day": lazy_gettext("日付"),
        "sections": lazy_gettext("項目"),
        "reason": lazy_gettext("理由"),
        "text": lazy_gettext("本文"),
        "box": lazy_gettext("受信・送信"),
        "kind": lazy_gettext("種類"),
        "template": lazy_gettext("通知の種類"),
        "state": lazy_gettext("状態"),
        "queued_at": lazy_gettext("作成日時"),
        "submitted_at": lazy_gettext("応募日時"),
        "reception_id": lazy_gettext("受付番号"),
        "documents": lazy_gettext("応募書類"),
        "content": lazy_gettext("入力内容"),
        "applicant_name": lazy_gettext("応募者名"),
        "remarks": lazy_gettext("備考"),
        "history": lazy_gettext("経過"),
        "validity": lazy_gettext("登録の有効期限"),
        "until": lazy_gettext("期限"),
        "request": lazy_gettext("申請"),
        "registration": lazy_gettext("登録"),
        "number": lazy_gettext("求職番号"),
        "valid_until": lazy_gettext("有効期限"),
        "information": lazy_gettext("求職情報"),
        "publication": lazy_gettext("公開の設定"),
        "public": lazy_gettext("公開"),
    }
)
VALUES = Words(
    {
        "yes": lazy_gettext("はい"),
        "no": lazy_gettext("いいえ"),
        **STATUSES,
        **SECTIONS,
        **AREAS,
        **REGIONS,
        **DEGREES,
        **LEVELS,
        **INTENTIONS,
        **HISTORY,
    }
)
