"""English words that mean the same to anybody who asks about a career, and words that mean little."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


EMPTY: Final = _words(
    """
    a an the this that these those it its he she they them their his her him we us our you your u ur yours me my
    mine i im ive id ill youre youve theyre thats whats whos hows wheres theres lets isnt arent wasnt dont doesnt
    didnt cant couldnt wont wouldnt shouldnt havent hasnt am is are was were be been being do does did doing done
    have has had having will would shall should can could may might must of in on at to for from by with into onto
    about as than then so if or and but nor yet because while during over under up out off per via re vs etc there
    here just also too very really quite only even still ever already again always maybe perhaps please pls plz
    thanks thank thx ty hi hello hey yo ok okay oh well um uh lol btw tbh imo idk wanna gonna gotta kinda sorta
    gimme lemme some any each every both such own same other else another all sir guys dude mate bro folks yes
    yeah no not s t d ll m o ve y til till until rly rn w outta abt bc cuz cause prolly tho lmao omg ngl fr af
    smth sth r n b c dunno whether though although however through across between among against within around
    before after since myself yourself themselves himself herself itself ours theirs gosh wow hmm
    """
)
"""Said without meaning anything to look for."""

LIGHT: Final = _words(
    """
    what how when which who whom whose where why become becoming became get gets getting got need needs needed
    want wants wanted like know tell say says said explain describe show give gives mean means meaning make makes
    made take takes took go goes going come use used using look looking find think thought see try trying help
    helps helpful work works let put keep good better best great nice right sure actually exactly basically thing
    things stuff way ways lot lots much many more most less least few little bit big enough kind sort type types
    person people someone somebody anyone anything something everything nothing question questions answer answers
    ask asking wonder wondering curious idea ideas possible possibly probably usually generally typically normally
    able matter matters important worth happen happens guide page topic section first next last now today ready
    hard easy difficult time times contain contains include includes including involve involves consist cover
    covers convince persuade attend finish finishing finished complete choose choosing decide deciding pick
    prepare preparing watch realistic pointless pointful useless useful smart smarter wise wiser stupid dumb crazy
    silly weird screwed doomed serious seriously honest honestly worried afraid scared nervous excited happy feel
    feels feeling hope believe guess heard hear suggest suggestion suggestions recommend recommended
    recommendation recommendations advise advice avoid deal handle anyway ahead away back done end ends ending
    final finally quitting stop leaving rule rules rundown summary gist summarise summarize tldr nutshell detail
    details example examples else instead rather only mostly mainly current currently later sooner early earlier
    longer short shorter new old young older younger real false true wrong bad worse worst fine cool awesome super
    pretty totally completely entirely absolutely definitely necessary required require requires must strictly
    chance chances point points reason reasons case cases fact facts part parts side sides place places area areas
    amount bunch couple several various different certain specific general common usual normal typical main key
    basic simple quick call called name named talk talking speak speaking chat discuss care cares bother bothered
    consider considering expect expected expecting depend depends changed seem seems remain stay stays staying
    bring brings turn turns turned hold holds run runs running set sets follow follows add adds cash buck bucks
    wish love loves hate hates enjoy enjoys prefer mind minds realise realize understand long
    """
)
"""They shape a question and weigh little; that a guide never uses one says nothing."""

SYNONYMS: Final = {
    word: head
    for head, words in {
        "resume": "cv cvs résumé résumés resumé curriculum vitae",
        "certification": "cert certs certificate certificates certified certify credential credentials microcredential",
        "code": "coding coder coders programming programmer programmers",
        "degree": "bachelor bachelors master masters phd diploma uni university college graduate degrees",
        "salary": "pay pays paid paying payment earn earns earning earnings wage wages income compensation money",
        "job": "role roles position positions career careers profession jobs occupation",
        "learn": "study studying learning",
        "start": "begin beginning beginner beginners newbie noob starter starting started",
        "hire": "hired hiring recruit recruiter recruiters recruiting employ employed",
        "company": "employer employers firm firms companies",
        "outlook": "future prospects prospect forecast",
        "skill": "ability abilities capability capabilities",
        "switch": "transition transitioning transfer transferring pivot pivoting switching",
        "course": "class classes courses training",
        "fast": "quick quickly faster quicker fastest quickest speed",
        "duration": "timeline timeframe timescale",
        "duty": "duties responsibility responsibilities",
        "similar": "related adjacent alternative alternatives",
        "year": "yr yrs",
        "experience": "exp experiences background backgrounds",
        "difference": "diff differ differs different versus",
        "manager": "mgr",
        "what": "wat wut wot",
        "how": "hw",
        "people": "ppl",
        "developer": "dev devs",
        "interview": "interviewing interviewer interviewers",
        "2": "two second",
        "3": "three third",
        "4": "four fourth",
        "5": "five fifth",
    }.items()
    for word in words.split()
}
"""A word, and the one that stands for it and its like on both sides of the search."""

PAY: Final = _words("salary salaries wage wages income earn earns earning earnings compensation pay pays paid paying")
PRICE: Final = _words("cost costs price prices priced fee fees charge charges tuition")
SUM: Final = _words(
    """
    much average median mean range figure figures exact exactly number numbers dollar dollars usd euro euros eur pound
    pounds gbp hourly monthly yearly annual annually
    """
)
"""Beside a word for pay or price they ask for a sum of money."""
