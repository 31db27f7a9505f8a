"""Where the rules are written, as they are cited.

The Guidelines were adopted as C(2025) 7719; the text read is that of July 2025, C(2025) 5045.
"""

from typing import Final

from jalon.errors import N_

ACT_2: Final = N_("AI Act, Art. 2(1)(a)")
ACT_3_PROVIDER: Final = N_("AI Act, Art. 3(3)")
ACT_3_MARKET: Final = N_("AI Act, Art. 3(9) and 3(10)")
ACT_3_SIZE: Final = N_("AI Act, Art. 3(14a) and 3(14b), inserted by Regulation (EU) 2026/1744")
ACT_3_MODEL: Final = N_("AI Act, Art. 3(63)")
ACT_4: Final = N_("AI Act, Art. 4, as replaced by Regulation (EU) 2026/1744")
ACT_50: Final = N_("AI Act, Art. 50(1) and 50(2)")
ACT_51_1A: Final = N_("AI Act, Art. 51(1)(a)")
ACT_51_1B: Final = N_("AI Act, Art. 51(1)(b) and 52(4)")
ACT_51_2: Final = N_("AI Act, Art. 51(2)")
ACT_52_1: Final = N_("AI Act, Art. 52(1)")
ACT_52_2: Final = N_("AI Act, Art. 52(2) and 52(3)")
ACT_53_1A: Final = N_("AI Act, Art. 53(1)(a)")
ACT_53_1B: Final = N_("AI Act, Art. 53(1)(b)")
ACT_53_1C: Final = N_("AI Act, Art. 53(1)(c)")
ACT_53_1D: Final = N_("AI Act, Art. 53(1)(d)")
ACT_53_2: Final = N_("AI Act, Art. 53(2)")
ACT_53_4: Final = N_("AI Act, Art. 53(4)")
ACT_54_1: Final = N_("AI Act, Art. 54(1)")
ACT_54_6: Final = N_("AI Act, Art. 54(6)")
ACT_55_1: Final = N_("AI Act, Art. 55(1)")
ACT_55_2: Final = N_("AI Act, Art. 55(2)")
ACT_56_7: Final = N_("AI Act, Art. 56(7)")
ACT_75: Final = N_("AI Act, Art. 75(1)(a), as replaced by Regulation (EU) 2026/1744")
ACT_111_3: Final = N_("AI Act, Art. 111(3)")
ACT_111_4: Final = N_("AI Act, Art. 111(4), inserted by Regulation (EU) 2026/1744")
ACT_113: Final = N_("AI Act, Art. 113(b)")
RECITAL_97: Final = N_("AI Act, recital 97")
RECITAL_102: Final = N_("AI Act, recital 102")
RECITAL_103: Final = N_("AI Act, recital 103")
RECITAL_109: Final = N_("AI Act, recital 109")
RECOMMENDATION_SME: Final = N_("Recommendation 2003/361/EC, Annex, Art. 2")
RECOMMENDATION_SMC: Final = N_("Recommendation (EU) 2025/1099, Annex, point 2")
CODE_TRANSPARENCY_B: Final = N_("Code, Transparency chapter, recital (b)")
CODE_CRAWLING: Final = N_("Code, Copyright chapter, Measures 1.2 and 1.3")
CODE_THIRD_PARTIES: Final = N_(
    "Code, Copyright chapter, Measure 1.3, paragraph 2, second subparagraph"
)
CODE_SEARCH: Final = N_("Code, Copyright chapter, Measure 1.3, paragraph 5")
DSA_SEARCH: Final = N_("Regulation (EU) 2022/2065, Art. 3, point (j)")
CODE_SAFETY_B: Final = N_("Code, Safety and Security chapter, recital (b)")
CODE_RELIEF: Final = N_(
    "Code, Copyright chapter, recital (d), and Safety and Security chapter, recital (h)"
)
OPINION: Final = N_("Commission Opinion C(2025) 5361 final of 1 August 2025")

GUIDELINES_2_1: Final = N_(
    "Guidelines § 2.1 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_2_2: Final = N_(
    "Guidelines § 2.2 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_2_3_1: Final = N_(
    "Guidelines § 2.3.1 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_2_3_2: Final = N_(
    "Guidelines § 2.3.2 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_2_3_3: Final = N_(
    "Guidelines § 2.3.3 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_2_3_4: Final = N_(
    "Guidelines § 2.3.4 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_3_1_1: Final = N_(
    "Guidelines § 3.1.1 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_3_1_2: Final = N_(
    "Guidelines § 3.1.2 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_3_1_3: Final = N_(
    "Guidelines § 3.1.3 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_3_2: Final = N_(
    "Guidelines § 3.2 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_3_2_1: Final = N_(
    "Guidelines § 3.2.1 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_3_2_2: Final = N_(
    "Guidelines § 3.2.2 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_4_1: Final = N_(
    "Guidelines § 4.1 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_4_2_1: Final = N_(
    "Guidelines § 4.2.1 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_4_2_2: Final = N_(
    "Guidelines § 4.2.2 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_4_2_3: Final = N_(
    "Guidelines § 4.2.3 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_5_1: Final = N_(
    "Guidelines § 5.1 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_5_3: Final = N_(
    "Guidelines § 5.3 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_A_1: Final = N_(
    "Guidelines, Annex A.1 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
GUIDELINES_A_2: Final = N_(
    "Guidelines, Annex A.2 (C(2025) 7719 final of 19 Nov 2025; text read: C(2025) 5045)"
)
