//! Honorifics behind a name, as East Asians write them: `山本様`, `김민준 대표님`, `Tanaka-san`.
//!
//! In: a name as it is written. Out: the name alone.

/// Words for the person spoken of, behind a name; a name that is one by itself stays as it is.
const BEHIND: &[&str] = &[
    "さん", "様", "さま", "殿", "氏", "先生", "先輩", "教授", "博士", "社長", "会長", "専務", "常務", "部長",
    "次長", "課長", "係長", "主任", "店長", "院長", "室長", "女士", "小姐", "老师", "老師", "经理", "經理",
    "总监", "總監", "主管", "主席", "님", "씨",
];
/// Korean titles: a word of its own, or between the name and the `님` that makes them one.
const KOREAN: &[&str] = &[
    "대표",
    "대표이사",
    "사장",
    "부사장",
    "회장",
    "부회장",
    "전무",
    "상무",
    "이사",
    "본부장",
    "실장",
    "부장",
    "차장",
    "과장",
    "대리",
    "팀장",
    "주임",
    "사원",
    "원장",
    "교수",
    "박사",
    "선생",
    "변호사",
    "기자",
    "작가",
    "매니저",
    "프로",
    "연구원",
    "책임",
    "수석",
    "선배",
];
/// The same, written in Latin letters.
const LATIN: &[&str] = &["san", "sama", "sensei", "nim", "ssi"];

/// A name without the honorific behind it; `None` where there is none, or nothing else.
pub(super) fn without_honorific(name: &str) -> Option<String> {
    let mut name = name.trim();
    let whole = name;
    loop {
        let before = name;
        if let Some(rest) = BEHIND.iter().find_map(|word| name.strip_suffix(word)) {
            let is_korean = name.ends_with('님');
            name = rest.trim_end();
            if is_korean && let Some(rest) = KOREAN.iter().rev().find_map(|word| name.strip_suffix(word)) {
                name = rest.trim_end();
            }
        } else if let Some((rest, last)) = name.rsplit_once([' ', '-'])
            && (KOREAN.contains(&last) || LATIN.contains(&&*last.to_lowercase()))
        {
            name = rest.trim_end();
        }
        if name.is_empty() {
            return None;
        }
        if name == before {
            return (name.len() < whole.len()).then(|| name.to_owned());
        }
    }
}
