# Every command of the project. `make setup` needs Python 3.11 or newer, make and git; nothing else.
.PHONY: help setup try demo system compiled test test-changed test-site test-postgresql test-tenth test-all test-engines check check-fast pages pictures vendor lock release-sample bench-demo bench-kill bench-screening bench-timetable bench-matchmaking bench-growth bench-missions bench-papers bench-access bench-call bench-kill-site bench-backup bench-storm bench-repair bench-event-repair bench-same-plans bench-elsewhere bench-explanations bench-capture bench-chromium bench-planted bench-phone-page bench-cards bench-scans bench-floor-load bench-attack bench-changed bench-judge bench-sizes bench-recount bench-results bench-webhooks bench-slow-phone bench-consent bench-asking bench-tables bench-pages bench-memory bench-editors bench-follow-up bench-api bench-round mutants
.NOTPARALLEL:

# Where the environment forbids compiled modules to be kept, every process that a test starts compiles all of them anew.
export PYTHONDONTWRITEBYTECODE =

COMPILE = .venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	--custom-compile-command "make lock" $(UPGRADE)

# After Ctrl-C the command has said what is left; make would add where its file stands. It ends all the same.
QUIETLY = trap : INT;
OR_INTERRUPTED = || { code=$$?; [ $$code -eq 4 ] && kill -INT $$PPID || exit $$code; }

help: ## what each command does
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)$$/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS="$$(printf '\t')" read -r name does; do printf 'make %-18s %s\n' "$$name" "$$does"; done

setup: .venv/installed ## the environment in .venv, from the locked requirements

.venv/installed: requirements/bootstrap.lock requirements/dev.lock requirements/setup.sh
	@$(QUIETLY) { sh requirements/setup.sh && touch $@; } $(OR_INTERRUPTED)

try: setup ## the shortest way to a plan: a made-up mission, planned, and what to open; FOLDER=my-mission
	@$(QUIETLY) .venv/bin/tearoad try $(if $(FOLDER),"$(FOLDER)") $(OR_INTERRUPTED)

demo: setup ## a made-up mission as a site; STAGE=called|selected|companies|screened|matched|planned|published|followed ON=2023-02-06 SEED=2023 PORT=8000
	@TEAROAD_DATA=$${TEAROAD_DATA:-build/site} .venv/bin/tearoad demo --serve $(if $(STAGE),--stage $(STAGE)) \
		$(if $(ON),--on $(ON)) $(if $(SEED),--seed $(SEED)) $(if $(PORT),--port $(PORT)) $(DEMO)

system: ## what the tests need beside Python: PostgreSQL, Chromium or its headless shell, fonts; installed on Debian as root, else named
	@sh requirements/system.sh

# What a page looks like, who may open it, what is printed and which process restarts which are the same in either
# database. Of what is left those tests run that together send every statement that was sent on SQLite, and those whose
# transactions are real ones.
ONCE = $(addprefix --ignore=tests/,site/access site/walk site/isolation site/flood site/play site/front \
	$(addprefix site/serve/,test_serve.py test_demo.py test_ports.py) site/floor/test_chromium.py \
	timetable/web/storm timetable/web/repairs \
	$(patsubst %,timetable/web/publishing/test_%.py,editions published_views sheet_says_the_page calendar_mails)) \
	--ignore-glob='*_browser.py'

PYTEST = sh tests/in_memory.sh .venv/bin/pytest -n 2 --dist worksteal

test: setup compiled ## all that finds faults in the code as it is written and needs no browser, no served site and no second database
	@sh requirements/system.sh without-servers
	$(PYTEST) --suite fast

test-site: setup system compiled ## browsers, served sites, and what asks every page and every address
	$(PYTEST) --suite site

test-postgresql: setup system compiled ## on PostgreSQL what `test` and `test-site` sent on SQLite: each statement once; where neither ran, all of them
	sh tests/postgresql.sh $(PYTEST) --suite fast --suite site --each-statement-once \
		$(wildcard tests/*/web) tests/cli/site tests/site $(ONCE)

test-tenth: setup system compiled ## a tenth of what these leave out, benches among it: what has waited longest; writes tests/suite/last_green.txt
	sh tests/in_memory.sh .venv/bin/python -m tests.suite.night

compiled: setup ## the engine's inner loops, compiled and kept: else the first plan and the first test wait for that
	@.venv/bin/python -m tests.compiled_loops

test-changed: setup ## what the change since main can affect, nearest first: a minute for a change in one room; SINCE=HEAD~3; no `make test`
	@.venv/bin/python -m checks.changed $(if $(SINCE),--since $(SINCE))

test-engines: setup ## trade figures on another engine, with the same results; installs the extra `engines` (180 MB) first
	.venv/bin/uv pip install -q --python .venv/bin/python --require-hashes --no-build --no-deps -r requirements/engines.lock
	$(PYTEST) tests/market/engines

test-all: setup system compiled test-engines ## every test, every page in every view, on SQLite and on PostgreSQL, and every bench in small: before a release
	EVERY_VIEW=1 $(PYTEST) --suite fast --suite site
	EVERY_VIEW=1 sh tests/in_memory.sh .venv/bin/python -m tests.suite.night --all
	sh tests/postgresql.sh $(PYTEST)

check-fast: setup ## what is quick of `make check`, before each commit: at most ten seconds
	.venv/bin/ruff check -q .
	.venv/bin/ruff format -q --check .
	.venv/bin/python -m checks --fast

check: setup ## everything that is judged without running the product
	.venv/bin/ruff check -q .
	.venv/bin/ruff format -q --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/python -m checks

mutants: setup ## small faults of fifteen kinds planted in every room, one at a time: do the tests near them fail? COUNT=150 SEED=1 KIND=rounding WITHIN="names people/web"; nightly
	nice -n 10 .venv/bin/python -m checks.mutants --count $(or $(COUNT),150) --seed $(or $(SEED),1) $(if $(KIND),--kinds $(KIND)) $(WITHIN)

pages: setup ## write the pages that are made from the sources: THIRD_PARTY.md, docs/reference, the table of rooms
	.venv/bin/python -m checks.licences
	.venv/bin/python -m checks.pages.errors
	.venv/bin/python -m checks.pages.meeting_states
	.venv/bin/python -m checks.pages.policies
	.venv/bin/python -m checks.pages.references
	.venv/bin/python -m checks.pages.rooms
	.venv/bin/python -m checks.pages.settings

vendor: setup ## fetch the front-end files of others anew (npm); refuses what has another hash than vendor.toml says
	.venv/bin/python -m checks.frontend.fetch

release-sample: setup ## the small database that later releases must upgrade: tests/upgrade/samples/<version>.zip
	.venv/bin/python tests/upgrade/make_sample.py

lock: setup ## write requirements/*.lock anew from pyproject.toml; UPGRADE=--upgrade takes newer releases
	$(COMPILE) pyproject.toml --extra cards --extra market --group dev -o requirements/dev.lock
	$(COMPILE) pyproject.toml --extra cards --extra market -c requirements/dev.lock -o requirements/tearoad.lock
	$(COMPILE) pyproject.toml --extra market --extra engines -c requirements/dev.lock -o requirements/engines.lock
	$(COMPILE) --group bootstrap -c requirements/dev.lock -o requirements/bootstrap.lock
	$(COMPILE) --group cluster -c requirements/dev.lock -o requirements/cluster.lock
	$(MAKE) setup

build/demo: setup
	rm -rf $@ && .venv/bin/tearoad demo --files $@

build/small: setup
	rm -rf $@ && PYTHONPATH=. .venv/bin/python -m tests.journey.small_demo $@

build/demo/plan/plan.json build/small/plan/plan.json: build/%/plan/plan.json: build/%
	rm -f $@; .venv/bin/tearoad plan build/$* --time-limit $(call pick,,1,10) || test -s $@ # rows may be held back

# Every bench has a smallest setting, SMALL=1, that goes its whole way in some seconds, to find what no longer runs; its
# figures say nothing. At its end it says what the bench needs whole: the words stand in tests/suite/nightly.toml.
pick = $(or $(1),$(if $(SMALL),$(2),$(3)))
MISSION = build/$(call pick,,small,demo)
NEEDS = $(if $(SMALL),@sed -n 's/^"make $@ SMALL=1" = "[^;]*; \(.*\)"$$/Whole: \1/p' tests/suite/nightly.toml)

bench-demo: setup ## the demo of eleven seeds, planned and measured from outside; LIMIT=60 gives the solver a minute
	PYTHONPATH=. .venv/bin/python lab/benchmarks/demo_seeds.py --seeds $(call pick,$(SEEDS),1,11) --time-limit $(call pick,$(LIMIT),1,10) $(if $(SMALL),--firms 4)
	$(NEEDS)

bench-kill: setup $(MISSION) ## fifty runs killed at random moments
	.venv/bin/python lab/benchmarks/killed_runs.py $(MISSION) --runs $(call pick,$(RUNS),1,50)
	$(NEEDS)

pictures: setup system ## a picture of every page, desk and phone, three languages, light and dark: build/pictures; VIEWS=ru-dark-360 NAMES="board day"
	.venv/bin/python lab/benchmarks/site_pictures.py build/pictures $(if $(VIEWS),--views $(VIEWS)) $(NAMES)

bench-access: setup system ## every page in all twelve views: axe, sideways scroll, small targets, requests to others; PAGES="board talk"
	$(if $(SMALL),PAGES=board,EVERY_VIEW=1) .venv/bin/pytest $(call pick,,tests/site/access/test_every_page.py::test_everybody_can_read_every_page,tests/site/access tests/web/test_access.py) -q
	$(NEEDS)

bench-screening: setup ## names and watch lists; DATA=folder with labelled/ and lists/
	$(if $(SMALL),.venv/bin/python -m lab.benchmarks.made_up_lists build/lists-small)
	.venv/bin/python lab/benchmarks/screening_names.py $(call pick,$(DATA),build/lists-small,)
	$(NEEDS)

bench-timetable: setup ## the engine at a mission's size; LIMIT=15
	.venv/bin/python lab/benchmarks/timetable_mission.py --time-limit $(call pick,$(LIMIT),1,15)
	$(NEEDS)

bench-sizes: setup ## a mission of a size read, matched and built, or planned to all papers: CPU seconds and memory; FIRMS=60 BUYERS=600 PLAN=1
	.venv/bin/python lab/benchmarks/sizes.py --firms $(call pick,$(FIRMS),4,60) --buyers $(call pick,$(BUYERS),20,600) $(if $(PLAN),--plan)
	$(NEEDS)

bench-recount: setup ## every figure of made missions recounted from the export alone, JSON and workbooks in three languages; MISSIONS=50 SEED=1
	PYTHONPATH=. .venv/bin/python lab/benchmarks/recounted_missions.py --missions $(call pick,$(MISSIONS),1,50) --seed $(or $(SEED),1)
	$(NEEDS)

bench-results: setup system ## results of a mission of many opportunities: processor seconds of page, report, workbook and JSON, memory; OPPORTUNITIES=5000 EVENTS=8 DATABASE=postgresql
	$(if $(filter postgresql,$(DATABASE)),sh tests/postgresql.sh) .venv/bin/python -m lab.benchmarks.results_sizes \
		--opportunities $(call pick,$(OPPORTUNITIES),40,5000) --events $(call pick,$(EVENTS),2,8)
	$(NEEDS)

bench-tables: setup ## tables of many rows: first view, sort, search, a block of 500 cells, in milliseconds; ROWS=20000 ROUNDS=5
	.venv/bin/python -m lab.benchmarks.tables.speed --rows $(call pick,$(ROWS),200,20000) --rounds $(call pick,$(ROUNDS),1,5) $(if $(SMALL),--slower 5)
	$(NEEDS)

bench-pages: setup ## queries and processor milliseconds of the pages of a mission of 18 firms and 160 buyers, beside another checkout; BESIDE=../before VISITS=7
	.venv/bin/python lab/benchmarks/page_costs.py --visits $(call pick,$(VISITS),1,7) $(if $(SMALL),--firms 4) $(if $(BESIDE),--beside $(BESIDE))
	$(NEEDS)

bench-memory: setup ## memory of a served site, each process, idle to a plan and its papers; LIMIT=1000 as a container of so many megabytes (root); BESIDE=../before
	PYTHONPATH=. .venv/bin/python lab/benchmarks/site_memory.py $(if $(SMALL),--idle) $(if $(LIMIT),--limit $(LIMIT)) $(if $(BESIDE),--beside $(BESIDE))
	$(NEEDS)

bench-slow-phone: setup system ## links of people without accounts at 400 kbit/s and 400 ms: seconds, bytes, taps to an answer, axe, without a script
	.venv/bin/python lab/benchmarks/slow_phone.py $(if $(SMALL),--visits 1)
	$(NEEDS)

bench-consent: setup ## plans with 30 % answered: agreed meetings placed, what consent costs; SEEDS=3 ANSWERED=30
	PYTHONPATH=. .venv/bin/python lab/benchmarks/consent_plans.py --seeds $(call pick,$(SEEDS),1,3) --answered $(or $(ANSWERED),30) $(if $(SMALL),--firms 4 --effort 1)
	$(NEEDS)

bench-asking: setup system ## histories of a meeting from both sides and the office, each act compared with a model; HISTORIES=2000 DATABASE=postgresql
	$(if $(filter postgresql,$(DATABASE)),sh tests/postgresql.sh) .venv/bin/python lab/benchmarks/asking_histories.py --histories $(call pick,$(HISTORIES),5,2000)
	$(NEEDS)

bench-round: setup system ## a round of asking whole, 18 firms and 160 buyers in browsers and over real mail, until the first day of the fair
	$(PYTEST) -n 0 -s "tests/matching/web/round/test_round_browser.py::test_a_round_is_played_and_nobody_is_forgotten[$(call pick,,slice,whole)]"
	$(NEEDS)

bench-editors: setup ## two browsers edit one table beside imports: no saved value lost, each clash shown; ROUNDS=500, some five minutes
	EDITORS_ROUNDS=$(call pick,$(ROUNDS),5,500) .venv/bin/pytest -q -s -p no:cacheprovider tests/journey/web/tables/test_two_editors_browser.py
	$(NEEDS)

bench-webhooks: setup ## notices to a program that fails, hangs up, answers late and hears things twice: none lost, order kept; NOTICES=10000 SEED=1
	.venv/bin/python -m lab.benchmarks.webhook_storm --notices $(call pick,$(NOTICES),50,10000) --seed $(or $(SEED),1)
	$(NEEDS)

EVENT_FILES = $(call pick,$(DATA),lab/benchmarks/small_event,)
bench-matchmaking: setup ## the public benchmark of matchmaking events; DATA=folder with .dzn and known_optima.csv, OBJECTIVE=idle-range PEERS=1
	.venv/bin/tearoad-lab timetable --instances $(EVENT_FILES) --optima $(EVENT_FILES)/known_optima.csv $(if $(SMALL),--effort 1) $(if $(OBJECTIVE),--objective $(OBJECTIVE)) $(if $(PEERS),--peers)
	$(NEEDS)

bench-growth: setup ## made events of 100 to 86,000 meetings beside peers: docs/pictures/growth.svg; EFFORT=60 counted seconds a case
	.venv/bin/tearoad-lab timetable --peers --plot $(call pick,,build,docs/pictures)/growth.svg --effort $(call pick,$(EFFORT),0.2,60) \
		$(foreach size,$(call pick,$(EVENTS),12/20/8/4,24/100/14/9 70/300/15/23 200/1200/20/70 500/3200/24/155 2600/23000/30/850 4300/38000/30/1400 9600/86000/30/3150),--events $(size))
	$(NEEDS)

bench-follow-up: setup ## a year of asking over a real mail server, the worker killed: each mail once in effect, nobody forgotten; KILLS=50 SEED=1
	.venv/bin/python -m lab.benchmarks.follow_up_year --kills $(call pick,$(KILLS),1,50) $(if $(SEED),--seed $(SEED))
	$(NEEDS)

bench-api: setup ## requests made from the OpenAPI document, right and wrong: no 5xx, every status documented; CASES=3000 SEED=1
	.venv/bin/python -m lab.benchmarks.api_cases --cases $(call pick,$(CASES),40,3000) $(if $(SEED),--seed $(SEED))
	$(NEEDS)

bench-missions: setup ## generated missions of 10 to 60 firms in four formats; MISSIONS=200 SEED=1 LIMIT=30
	.venv/bin/tearoad-lab timetable --missions $(call pick,$(MISSIONS),2,200) --seed $(or $(SEED),1) --time-limit $(call pick,$(LIMIT),1,30)
	$(NEEDS)

bench-explanations: setup ## why wishes stay out of tight made-up missions, each reason judged by lifting it; CASES=1000 SEED=1
	.venv/bin/python lab/benchmarks/explanations.py --cases $(call pick,$(CASES),2,1000) --seed $(or $(SEED),1)
	$(NEEDS)

bench-papers: setup ## all papers of a delegation of 22 and of a mission of 180: seconds, wall and CPU
	PYTHONPATH=. .venv/bin/python lab/benchmarks/papers.py $(if $(SMALL),--firms 4 --solve 1)
	$(NEEDS)

bench-kill-site: setup system ## web, workers and database of a loaded site killed a hundred times; DATABASE=postgresql KILLS=100
	.venv/bin/python -m lab.benchmarks.killed_site --kills $(call pick,$(KILLS),1,100) --database $(or $(DATABASE),sqlite)
	$(NEEDS)

bench-backup: setup system ## backups of a loaded site, each restored into both kinds of database; DATABASE=postgresql
	.venv/bin/python -m lab.benchmarks.backed_up_site --times $(call pick,$(TIMES),1,3) --database $(or $(DATABASE),sqlite)
	$(NEEDS)

bench-storm: setup ## storms of programme changes through the web, each judged; CHANGES=200 SEEDS=3 WHOLE=1 (the whole demo)
	.venv/bin/python lab/benchmarks/programme_storm.py --changes $(call pick,$(CHANGES),1,200) --seeds $(call pick,$(SEEDS),1,3) $(if $(WHOLE),--whole)
	$(NEEDS)

bench-judge: setup ## a second judge, written from the documents alone, looks at demo and made-up missions; SEEDS=50 MISSIONS=100 TRUTH=1 (what it costs) LIMIT=60
	.venv/bin/python -m lab.benchmarks.second_judge --seeds $(call pick,$(SEEDS),0,50) --missions $(call pick,$(MISSIONS),1,100) \
		$(addprefix --time-limit ,$(call pick,$(LIMIT),1,)) $(if $(TRUTH),--truth)
	$(NEEDS)

bench-repair: $(MISSION)/plan/plan.json ## trouble of five kinds at the demo and at generated missions: milliseconds, what is proved, who is told; TIMES=12 MISSIONS=50 SEED=1
	.venv/bin/python lab/benchmarks/repairs.py $(MISSION)/plan/plan.json --times $(call pick,$(TIMES),1,12) --missions $(call pick,$(MISSIONS),1,50) --seed $(or $(SEED),1)
	$(NEEDS)

bench-event-repair: setup ## trouble at events of 3,200 and 86,000 meetings: CPU seconds, people disturbed beside the fewest; EVENTS="400/3200/24/155" SEEDS=3
	.venv/bin/python lab/benchmarks/event_repairs.py --seeds $(call pick,$(SEEDS),1,3) --events $(call pick,$(EVENTS),24/100/14/9,400/3200/24/155 9600/86000/30/3150)
	$(NEEDS)

bench-same-plans: setup ## one event planned on one core and on two, alone and beside twelve busy processes, killed and resumed: the same plan; EVENT=200/1200/20/70 EFFORT=30 BUSY=12 KILLS=3
	.venv/bin/python lab/benchmarks/same_plans.py --event $(call pick,$(EVENT),24/100/14/9,100/450/15/35) \
		--effort $(call pick,$(EFFORT),0.5,10) --busy $(call pick,$(BUSY),2,12) --kills $(call pick,$(KILLS),1,3)
	$(NEEDS)

build/cluster: requirements/cluster.lock
	rm -rf $@ && .venv/bin/uv pip install -q --require-hashes --target $@ -r $<

bench-elsewhere: setup build/cluster ## what-if questions and a year's fairs planned by a Dask cluster of two workers, and here: equal plans; QUESTIONS=30 FAIRS=12
	PYTHONPATH=build/cluster .venv/bin/python lab/benchmarks/elsewhere.py --questions $(call pick,$(QUESTIONS),1,30) --fairs $(call pick,$(FAIRS),1,12)
	$(NEEDS)

bench-capture: setup system ## phones, network and server in every kind of trouble: nothing lost, doubled or shown to others; RUNS=10000 SEED=1
	.venv/bin/tearoad-lab capture --runs $(call pick,$(RUNS),2,10000) --seed $(or $(SEED),1) --workers 2
	$(NEEDS)

bench-planted: setup system ## whether those rehearsals find faults: some are planted, each within RUNS=2000
	PYTHONPATH=. .venv/bin/python lab/benchmarks/planted_capture.py --runs $(call pick,$(RUNS),200,2000) $(if $(SMALL),--only "a refused letter is deleted")
	$(NEEDS)

bench-scans: setup system ## codes of cards and badges, blurred, tilted and dark, through a browser's camera; FRAMES=300 SEED=1
	PYTHONPATH=. .venv/bin/python lab/benchmarks/floor/scan_frames.py --frames $(call pick,$(FRAMES),6,300) --seed $(or $(SEED),1)
	$(NEEDS)

bench-chromium: setup system ## phones in real browsers, the cable cut, tabs and servers killed; RUNS=200 SEED=1 WORKERS=2 BROWSER=
	.venv/bin/python -m lab.benchmarks.floor.chromium --runs $(call pick,$(RUNS),1,200) --seed $(or $(SEED),1) --workers $(or $(WORKERS),2) \
		$(if $(BROWSER),--browser $(BROWSER))
	$(NEEDS)

bench-cards: setup system ## rendered business cards with noise, read: name, firm, telephone, e-mail; CARDS=120 SEEDS="1 2"
	.venv/bin/python -m lab.benchmarks.cards.reading --cards $(call pick,$(CARDS),2,120) --seeds $(or $(SEEDS),1)
	$(NEEDS)

bench-floor-load: setup system ## every phone of a fair sends all it holds within a minute: is all in, soon, and once; DATABASE=postgresql PHONES=500 REPORTS=40 SEED=1
	.venv/bin/python -m lab.benchmarks.floor.load --database $(or $(DATABASE),sqlite) --phones $(call pick,$(PHONES),5,500) \
		--reports $(call pick,$(REPORTS),3,40) $(if $(SMALL),--within 3) --seed $(or $(SEED),1)
	$(NEEDS)

bench-attack: setup system ## a hostile tester against a served site: bodies, forms, letters, accounts, a full disk; as root; DATABASE=postgresql SEED=1
	.venv/bin/python -m lab.benchmarks.attack --database $(or $(DATABASE),sqlite) $(if $(SMALL),--size slice --only letters 'long queries') --seed $(or $(SEED),1)
	$(NEEDS)

bench-changed: setup system ## past commits taken back: does `make test-changed` name every test that fails? COMMITS=10 SEED=1
	nice -n 10 .venv/bin/python lab/benchmarks/changed_tests.py --commits $(call pick,$(COMMITS),1,10) $(if $(SMALL),--quick) --seed $(or $(SEED),1)
	$(NEEDS)

bench-phone-page: setup system ## the phone's page offline on a slow phone: weight, when it answers, how long a visitor takes; TIMES=7
	PYTHONPATH=. .venv/bin/python lab/benchmarks/floor/phone_page.py --times $(call pick,$(TIMES),1,7)
	$(NEEDS)

bench-call: setup ## the public form of a demo under 10,000 posts, at once as fast as it answers; POSTS=400 is the slice of the tests
	@rm -rf build/flood; TEAROAD_DATA=build/flood .venv/bin/tearoad demo --serve --stage called --port 8093 & \
	demo=$$!; while kill -0 $$demo && ! .venv/bin/python -c "from urllib.request import urlopen; urlopen('http://127.0.0.1:8093/healthz')" 2>/dev/null; do sleep 1; done; \
	TEAROAD_DATA=build/flood .venv/bin/python lab/benchmarks/call_flood.py http://127.0.0.1:8093 --posts $(call pick,$(POSTS),40,10000); ended=$$?; kill $$demo; exit $$ended
	$(NEEDS)
