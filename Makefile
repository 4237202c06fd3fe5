# Jangteo: `make run` starts the demo shop, `make test` proves that everything works. `make help` lists the rest.
SHELL := /bin/bash
MAVEN := mvn -B -ntp -q
JAVA ?= java
JAR := target/jangteo.jar
ARCHIVE := target/jangteo.jsa
DEMO := target/demo
SOURCES := pom.xml $(shell find src/main db -type f 2>/dev/null)
# What the campaigns need beyond Java; one that lacks something says so itself.
TORTURE_TOOLS := strace mount prlimit mkfs.ext4
# For a shop on a developer's machine: a small heap, and a start that does not wait for the second compiler.
RUN_FLAGS := -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1
BENCH_CLASSPATH = target/test-classes:target/classes:$$(cat target/test.classpath)

.DEFAULT_GOAL := help

.PHONY: help
help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: $(JAR) $(ARCHIVE) ## Build the jar and start a fresh demo shop (PORT=8080)
	@rm -rf $(DEMO)
	@exec $(JAVA) $(RUN_FLAGS) -XX:SharedArchiveFile=$(ARCHIVE) -jar $(JAR) --demo --data $(DEMO) --port $(or $(PORT),8080)

.PHONY: run-cluster
run-cluster: $(JAR) ## Start a PostgreSQL, a Redis and two instances of the demo shop behind one port (PORT=8080)
	$(MAVEN) test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	@exec $(JAVA) -Xmx128m -cp "$(BENCH_CLASSPATH)" io.jangteo.cluster.RunCluster $(or $(PORT),8080) $(JAR) $(JAVA)

.PHONY: test
test: ## Check the formatting, run every test, then play all flows and the examples against the jar
	@bash src/test/sh/browser.sh
	-@bash src/test/sh/tools.sh $(TORTURE_TOOLS)
	$(MAVEN) spotless:check
	$(MAKE) lint-pages
	mvn -B -ntp verify
	$(MAKE) smoke examples

.PHONY: check
check: ## Check the formatting and run all tests but the slow ones, in less than two minutes
	$(MAVEN) spotless:check
	$(MAKE) lint-pages
	mvn -B -ntp test -Dtests.excluded='slow | campaign' -Dskip.postgres

.PHONY: test-one
test-one: ## Run one test class, or several: T=PointRoutesTest, T='Point*Test', T='PointRoutesTest#a_charge*' (ENGINE=postgres)
	mvn -B -ntp test -Dtest='$(T)' -DforkCount=1 $(if $(ENGINE),-Djangteo.engine=$(ENGINE))

.PHONY: test-postgres
test-postgres: ## Run what holds on both engines on PostgreSQL: URL='jdbc:postgresql://host/name?user=name', or one of its own
	mvn -B -ntp test-compile surefire:test@postgres -Dpostgres.excluded='sqlite-only | campaign' $(if $(URL),'-Djangteo.postgres=$(URL)')

.PHONY: test-cluster
test-cluster: ## Play the crowds at two and at four instances of one shop on PostgreSQL and Redis
	mvn -B -ntp test -Dtest=SeveralInstancesTest -Dtests.excluded=none

.PHONY: smoke
smoke: $(JAR) ## Start the jar and play the nine flows with their refusals over curl
	JAVA=$(JAVA) bash src/test/sh/smoke.sh $(JAR)

.PHONY: examples
examples: $(JAR) ## Run the test suites of src/docs/examples against the jar, with curl, Node and Python
	@bash src/test/sh/tools.sh curl node python3
	JAVA=$(JAVA) bash src/docs/examples/curl/test.sh $(JAR)
	JAVA=$(JAVA) JANGTEO_JAR=$(JAR) node --test src/docs/examples/javascript/shop.test.mjs
	JAVA=$(JAVA) JANGTEO_JAR=$(JAR) python3 src/docs/examples/python/test_shop.py

.PHONY: install
install: ## Put the artifact into the local Maven repository, for tests of other projects
	$(MAVEN) -DskipTests install

.PHONY: bench
bench: $(JAR) ## Print the rates of the main calls, as ratios to a plain GET, or beside those of an earlier jar (BASE=jar, ONLY)
	$(MAVEN) test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	$(JAVA) -cp "$(BENCH_CLASSPATH)" io.jangteo.bench.Bench \
		$(if $(BASE),--base $(BASE) $(if $(ONLY),--only '$(ONLY)'))

.PHONY: bench-big
bench-big: $(JAR) ## Print what a shop of 10 million entries costs beside an empty one; the first run makes it (3 GB)
	$(MAVEN) test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	$(JAVA) -cp "$(BENCH_CLASSPATH)" io.jangteo.bench.BigBench

.PHONY: bench-start
bench-start: $(JAR) $(ARCHIVE) ## Print how long a start takes until its first answer, compared with WireMock
	$(MAVEN) test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	$(JAVA) -cp "$(BENCH_CLASSPATH)" io.jangteo.bench.ProcessStartBench $(ARCHIVE) $(RUN_FLAGS)

.PHONY: bench-tests
bench-tests: ## Print how long a test waits for start, reset, snapshot and restore, compared with WireMock
	$(MAVEN) test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	$(JAVA) -cp "$(BENCH_CLASSPATH)" io.jangteo.bench.StartBench
	$(JAVA) -cp "$(BENCH_CLASSPATH)" io.jangteo.bench.TestKitBench

.PHONY: bench-pages
bench-pages: ## Print how soon a person sees a page, compared with a line of plain text, and each view of a large office
	$(MAVEN) test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	$(JAVA) -cp "$(BENCH_CLASSPATH)" io.jangteo.bench.PageBench
	$(JAVA) -cp "$(BENCH_CLASSPATH)" io.jangteo.bench.OfficeBench

.PHONY: bench-search
bench-search: ## Print how long a search for a part of a name takes among a million users, on both engines
	$(MAVEN) test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	$(JAVA) -cp "$(BENCH_CLASSPATH)" io.jangteo.bench.SearchBench

.PHONY: bench-postgres
bench-postgres: $(JAR) ## Print what shared transactions bring on PostgreSQL, in process, over HTTP and by two instances
	$(MAVEN) test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	$(JAVA) -cp "$(BENCH_CLASSPATH)" io.jangteo.bench.PostgresBench

.PHONY: torture
torture: $(JAR) ## Kill, starve and deceive the jar for 45 minutes and print what held (QUICK=1: 10, ONLY=name, SEED)
	-@bash src/test/sh/tools.sh $(TORTURE_TOOLS)
	$(MAVEN) test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	@$(JAVA) -Djangteo.jar=$(JAR) $(if $(SEED),-Dtorture.seed=$(SEED)) -cp "$(BENCH_CLASSPATH)" io.jangteo.torture.Torture \
		$(if $(QUICK),--quick) $(ONLY)

.PHONY: strangers
strangers: $(JAR) ## Attack the jar over loopback as strangers may, and print what held: 10 minutes (QUICK=1, ONLY, SEED)
	$(MAVEN) test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
	@$(JAVA) -Djangteo.jar=$(JAR) $(if $(SEED),-Dtorture.seed=$(SEED)) -cp "$(BENCH_CLASSPATH)" \
		io.jangteo.torture.Strangers $(if $(QUICK),--quick) $(ONLY)

.PHONY: model
model: ## Compare many more random sequences with the reference (SEQUENCES=20000, SEED to replay one, ENGINE=postgres: 2000)
	mvn -B -ntp test -Dtest=ModelTest -Dmodel.sequences=$(or $(SEQUENCES),$(if $(ENGINE),2000,20000)) \
		$(if $(SEED),-Dmodel.seed=$(SEED)) $(if $(ENGINE),-Djangteo.engine=$(ENGINE))

.PHONY: routes
routes: ## Write the list of routes, src/docs/routes.md
	$(MAVEN) test -Dtest=RouteListTest -Droutes.write=true

.PHONY: sbom
sbom: ## Write the components of the jar as CycloneDX to target/jangteo-bom.json
	$(MAVEN) cyclonedx:makeBom

.PHONY: analyze
analyze: ## Read the code with Error Prone and NullAway, on Java 21 or newer (JDK=its directory)
	@rm -rf target/checks && mkdir -p target
	set -o pipefail; $(if $(JDK),JAVA_HOME=$(JDK)) mvn -B -ntp -Pchecks compile | tee target/checks.log
	@! grep -E '\.java:\[[0-9]+,[0-9]+\]' target/checks.log

.PHONY: format
format: ## Bring the sources into the project's format
	$(MAVEN) spotless:apply
	@bash src/test/sh/pages.sh --write

.PHONY: lint-pages
lint-pages: ## Check the format of the pages' scripts and styles, and look for mistakes in them
	@bash src/test/sh/pages.sh

.PHONY: clean
clean: ## Delete everything that was built
	rm -rf target

$(JAR): $(SOURCES)
	$(MAVEN) -DskipTests package
	@touch $(JAR)

# The loaded classes as this Java lays them out in memory. Another Java, or another jar, starts without them.
$(ARCHIVE): $(JAR)
	@rm -f $(ARCHIVE)
	@$(JAVA) $(RUN_FLAGS) -XX:ArchiveClassesAtExit=$(ARCHIVE) -Xlog:cds=off,cds+dynamic=off -jar $(JAR) race --users 200 > target/archive.log 2>&1
