from datetime import timedelta
from pathlib import Path
import pytest, time_machine
from django.urls import reverse
from playwright.sync_api import Page
from tests.browser.acting import sign_in, sign_out
from tests.browser import training_cast as cast_of
from tests.factories.accounts import PASSWORD, person_with
from tests.factories import training as made
from tests.programs.training.finished import be_present
from interlocal.foundation.notices.models import Notice
from interlocal.foundation.notices.public import sign_path
from interlocal.programs.training import models, rules
from interlocal.programs.training.actions import closing, costs, homework, planning, seats, nominating, evaluation, telling, certificates
pytestmark = pytest.mark.django_db(transaction=True)
OUT = Path('/tmp/w/shots'); OUT.mkdir(exist_ok=True, parents=True)
NOW = made.STARTS + timedelta(hours=1)

def build(cast):
    c = cast.cities; names = list(c)
    course = made.CourseFactory(title="Leading a shift", valid_months=2, audience="Crew leaders")
    made.HomeworkFactory(course=course); made.MaterialFactory(course=course)
    a = made.CohortFactory(course=course, title="Spring 2026", seats=8, shares={c[n]: 2 for n in names[:4]},
        released_at=made.NOW, release_on=made.TODAY, substitute_until=made.TODAY+timedelta(days=80), apply_until=made.TODAY+timedelta(days=70))
    s1 = made.SessionFactory(cohort=a, number=1, title="Planning a shift", link="https://meet.example.org/x")
    s2 = made.SessionFactory(cohort=a, number=2, title="Feedback", moved_at=made.NOW)
    made.SessionFactory(cohort=a, number=3, title="Conflict", cancelled_at=made.NOW, cancel_reason="Snow closed the building.")
    made.SessionFactory(cohort=a, number=4, title="Planning again", makes_up=s1)
    ins = made.InstructorFactory(cohort=a, organization="Metropolitan College")
    made.InstructorFactory(cohort=a, name="Alex Stone", email="bad@example.org")
    free = list(a.seats.all()); apps = {}
    def app(key, city, **f):
        learner = made.LearnerFactory(name=f"{key.title()} of {city}", jurisdiction=c[city], email=f"{key}@example.org")
        apps[key] = made.ApplicationFactory(cohort=a, learner=learner, jurisdiction=c[city], **f); return apps[key]
    for i,k in enumerate(("ana","ben","cleo","dan","eve")):
        app(k, names[i%3], seated=True, seat=free.pop(0), needs="Large print" if i==1 else "")
    app("fay", "Grandview", offered=True, seat=free.pop(0)); models.Application.objects.filter(pk=apps["fay"].pk).update(offer_ends_at=NOW+timedelta(days=2))
    app("gus", "Grandview", waiting=True); app("hal", "Blue Springs", waiting=True)
    app("ida", "Grandview", state="asked", supervisor_email="lost@example.org", nominated_at=None)
    app("jon", "Grandview", state="agreed", nominated_at=None)
    app("kim", "Grandview", state="sent", nominated_at=None, supervisor_agreed_at=None)
    app("lou", "Grandview", state="declined", end_reason="Too busy in spring.")
    app("max", "Grandview", state="no-seat")
    for to in ("lost@example.org","bad@example.org"):
        telling.notify(to=telling._by_address("X",to), kind="training.x", key=to, template="training/mail/link", signed_path="/x/", now=made.NOW)
        Notice.objects.filter(to_email=to).update(refused_at=made.NOW)
    be_present(apps["ben"], s1, 120)
    task = course.homework.get()
    done = homework.hand_in(application=apps["ben"], homework=task, text="Six people, one plan.", file=None, now=NOW)
    for kind,who,fig in (("released",None,{"free":3,"unused":[]}),("seated","ana",{"released":False,"contenders":[{"city":c["Blue Springs"].public_id,"share":2,"held":0}]}),("offered","fay",{"released":True,"contenders":[{"city":c["Grandview"].public_id,"share":2,"held":1},{"city":c["Blue Springs"].public_id,"share":2,"held":2}]})):
        o=apps.get(who); models.Decision.objects.create(cohort=a, kind=kind, application=o, jurisdiction=o and o.jurisdiction, figures=fig, seat_number=o and 1, created_at=made.NOW)
    for k,t,ct in (("budget","College fee",900000),("actual","College fee",912345),("actual","Grant",-100000)):
        costs.add_cost_line(by=cast.coordinator, cohort=a, kind=k,title=t,cents=ct,source="Invoice 7",now=NOW)
    from tests.programs.training.finished import finished_cohort
    b = finished_cohort(people=7, cities=2, attended={0:[0,0],1:[180,None]}, course=course, title="Fall 2025")
    for i, one in enumerate(b.applications.all()): one.jurisdiction=c[names[i%2]]; one.save(); one.learner.jurisdiction=one.jurisdiction; one.learner.save()
    b.shares.create(jurisdiction=c["Grandview"], seats=4)
    costs.add_cost_line(by=cast.coordinator, cohort=b, kind="actual",title="Fee",cents=100001,source="",now=NOW)
    task.is_required=False; task.save()
    b.sessions.update(ends_at=made.NOW, starts_at=made.NOW-timedelta(hours=3))
    closing.close_out(by=cast.coordinator, cohort=b, now=NOW-timedelta(days=1), without_record=True)
    task.is_required=True; task.save()
    certs = list(models.Certificate.objects.all())
    certificates.revoke_certificate(by=cast.coordinator, certificate=certs[0], reason="Issued for another person.", now=NOW)
    empty = made.CohortFactory(course=course, title="Fall 2026", planned=True)
    models.StaffFigure.objects.create(jurisdiction=c["Grandview"], year=2025, employees=200, left=20, employees_of_trained=50, left_of_trained=3, recorded_by=cast.coordinator, created_at=NOW)
    ask = evaluation.ask(application=apps["ben"], form="reaction", session=s1, now=NOW)
    ask2 = evaluation.ask(application=apps["ana"], form="supervisor-90", session=None, now=NOW)
    return dict(a=a,b=b,empty=empty,apps=apps,s1=s1,s2=s2,ins=ins,done=done,certs=certs,course=course,task=task,ask=ask,ask2=ask2,mat=course.materials.get())

def shoot(page, name):
    for w,h in ((1280,900),(320,640)):
        page.set_viewport_size({"width":w,"height":h})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide>w: print("WIDE", name, w, wide)
        page.screenshot(path=OUT/f"{name}-{w}.png", full_page=True)

def test_look(page: Page, live_server):
    with time_machine.travel(NOW, tick=True):
        cast = cast_of.make_cast(); r = build(cast); site = live_server.url
        a,b,e,apps = r["a"].public_id, r["b"].public_id, r["empty"].public_id, r["apps"]
        u=lambda n,*x: reverse("training:"+n,args=x)
        cohort_pages = ("cohort","nominations","seats","waiting","decisions","attendance","homework","evaluation","costs","certificates","close-out")
        co = {"home":u("home"),"courses":u("courses"),"course":u("course",r["course"].public_id),"add-course":u("add-course"),"add-material":u("add-material",r["course"].public_id),"plan":u("plan-cohort",r["course"].public_id),
          **{f"a-{n}":u(n,a) for n in cohort_pages}, **{f"b-{n}":u(n,b) for n in cohort_pages}, **{f"e-{n}":u(n,e) for n in cohort_pages},
          **{n:u(n,a) for n in ("change-cohort","copy-cohort","cancel-cohort","add-session","add-instructor","shares","nominate-directly","paste")},
          "move-session":u("move-session",a,r["s1"].public_id),"cancel-session":u("cancel-session",a,r["s1"].public_id),
          "withdraw-city":u("withdraw-city",a,cast.cities["Grandview"].public_id),"give-seat":u("give-seat",a,apps["gus"].public_id),"take-back":u("take-back",a,apps["ana"].public_id),
          **{n:u(n,a,r["s1"].public_id) for n in ("tick","roster","code","log")},
          **{f"app-{k}":u("application",apps[k].public_id) for k in ("ana","fay","gus","ida","jon","kim","lou","max")},
          "hand-in":u("hand-in",a,r["done"].public_id),"revoke":u("certificate-revoke",b,r["certs"][1].public_id),"usage":u("usage"),"recert":u("recertification"),"transcript":u("transcript",apps["ana"].learner.public_id),"course-eval":u("course-evaluation",r["course"].public_id)}
        few = {k:co[k] for k in ("home","courses","course","a-cohort","b-cohort","a-nominations","a-seats","a-decisions","a-evaluation","app-ida","usage","recert")}
        people = {"co":(cast.coordinator,co),"contact":(cast.contacts["Grandview"],few),"hr":(cast.others["hr"],{**few,"figures":u("figures")}),"auditor":(cast.others["auditor"],{k:v for k,v in few.items() if k not in("a-nominations","app-ida","recert")})}
        for role,(who,pages) in people.items():
            sign_in(page, site, who.email)
            for name,path in pages.items():
                res=page.goto(site+path)
                if res.status!=200: print("STATUS",role,name,res.status); continue
                shoot(page,f"{role}-{name}")
            page.set_viewport_size({"width":1280,"height":900}); page.goto(site+u("home")); sign_out(page)
        def signed(path): return f"{path}{sign_path(path)}/"
        pub={"catalogue":u("catalogue"),"apply":u("apply",a),"apply-b":u("apply",b),"lost":u("lost-link"),"check-in":u("check-in-typed"),"check-in-qr":u("check-in",r["s1"].public_id,r["s1"].check_in_code),"wrong-qr":u("check-in",r["s1"].public_id,"NOPE"),
          "cert":u("certificate",r["certs"][1].public_id),"cert-rev":u("certificate",r["certs"][0].public_id),"broken":u("my","x",0,"y"),
          **{f"own-{k}":signed(rules.learner_path(apps[k].learner)) for k in ("ana",)},
          **{f"own-app-{k}":signed(rules.learner_path(apps[k].learner))+apps[k].public_id+"/" for k in ("ana","ben","fay","gus","jon","kim","lou","max")},
          "own-es":signed(rules.learner_path(apps["ana"].learner))+apps["ana"].public_id+"/?language=es",
          "own-check":signed(rules.learner_path(apps["ana"].learner))+apps["ana"].public_id+"/check-in/",
          "own-hw":signed(rules.learner_path(apps["ana"].learner))+apps["ana"].public_id+f"/homework/{r['task'].public_id}/",
          "own-transcript":signed(rules.transcript_path(r["certs"][1].application.learner)),
          "ask":signed(evaluation.evaluation_path(r["ask"])),"ask-sup":signed(evaluation.evaluation_path(r["ask2"])),"confirm":signed(rules.confirm_path(apps["kim"])),
          **{f"agree-{k}":signed(rules.agree_path(apps[k])) for k in ("ida","jon","lou","max")},
          "teach":signed(rules.instructor_path(r["ins"])),"teach-tick":signed(rules.instructor_path(r["ins"]))+f"sessions/{r['s1'].public_id}/","teach-hw":signed(rules.instructor_path(r["ins"]))+f"homework/{r['done'].public_id}/"}
        for name,path in pub.items():
            res=page.goto(site+path)
            if res.status!=200: print("STATUS pub",name,res.status)
            shoot(page,f"pub-{name}")
