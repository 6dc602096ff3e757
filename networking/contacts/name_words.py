"""The words around a name that are not the name: titles of address, degrees, generations, pronouns."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before the name. With a dot only, where the bare word is also a name ("Er", "Lic").
# "Md.", "Sri" and "CA" are part of the name.
HONORIFICS = _words("""
    dr dr. drs. dra. prof prof. professor mr mr. mrs mrs. ms ms. mx. miss sir madam engr engr. er. ing.
    mgr. bc. bca. mudr. judr. phdr. rndr. mvdr. paeddr. doc. dipl.-ing. dipl.-inf. dipl.-kfm. lic.
    licda. adv. arq. eng. rev. hon. herr frau sr. sra. м-р г-н г-жа
""")

# After the name. Those of SHORT_CREDENTIALS are surnames too ("Do", "Ma", "Ba"): only after a comma.
CREDENTIALS = _words("""
    phd ph.d dphil mba emba msc m.sc bsc b.sc meng beng btech b.tech mtech m.tech mca bba mph mphil mfa
    llm llb dba pmp pmi-acp pmi-rmp capm cpa cfa cma cia cisa cism cissp crisc ccsp ceh oscp ccna ccnp
    ccie itil prince2 csm cspo csp-sm psm psm1 psmi pspo safe spc shrm-cp shrm-scp sphr phr sphri phri
    gphr aphr cipd assoccipd mcipd cphr ccp cebs acca fcca cpim cscp cltd cssbb cssgb lssbb lssgb cqe
    cams frm caia cfp chfc clu leed csp cbap ccba pmi-pba togaf mcse mcsa mcp mct rhce rhcsa cka ckad
    acc pcc mcc nbc-hwc lcsw lmsw lmft lpc rdn rn-bsn bsn msn dnp fnp aprn facp faia riba esq psyd
    pharmd edd
""")
SHORT_CREDENTIALS = _words("""
    ba bs ms ma md jd pe ca rn do dds be me ed.d m.s b.s m.a b.a m.d j.d p.e m.ed med b.e b.a. ceng cphq
    pt dpt cp fca aca cs ii-vi msw mhr mhrm mpa mpp ms-hrm mis
""")

SUFFIXES = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}

PRONOUNS = _words("""
    she her hers he him his they them theirs any all xe xem ze zir hir ella él elle ela ele eles elu il
    lui iel sie ihr er ihm hon henne han honom hen hun hende hän zij haar hij hem ona jej on jego она её
    он его
""")
