# 只需要 git、make、python3 和网络，其余都由这里装好。命令一览：make help
# Needs git, make, python3 and a network; installs the rest on Debian 12 and Ubuntu 24.04.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.NOTPARALLEL:

PACKAGES := python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-liberation fonts-arphic-ukai
# Ubuntu has Chromium only as a snap, which sees neither temporary nor hidden folders: no use to the tests.
TEST_PACKAGES := poppler-utils libatomic1 $(if $(shell grep -sx 'ID=ubuntu' /etc/os-release),,chromium)
NOTO := $(addprefix /usr/share/fonts/opentype/noto/Noto,SerifCJK-Regular.ttc SerifCJK-Bold.ttc SansCJK-Regular.ttc SansCJK-Bold.ttc)
UKAI := /usr/share/fonts/truetype/arphic/ukai.ttc
LIBERATION := $(addprefix /usr/share/fonts/truetype/liberation/LiberationSerif-,Regular.ttf Bold.ttf)
export CHROMIUM ?= /usr/bin/chromium

FONTS := .cache/fonts
FONT_FILES := $(FONTS)/complete.stamp $(addprefix $(FONTS)/,$(notdir $(NOTO) $(LIBERATION) $(UKAI)))
PYTHON := .venv/bin/python
PIP_INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check
PIP_SYNC := $(PIP_INSTALL) --require-hashes --only-binary :all: --requirement
RUNTIME := .venv/runtime.stamp
DEV := .venv/dev.stamp
CHECKERS := .cache/html

.PHONY: help build check serve demo demo-other release booklet bench mutants prove test test-quick test-office test-pages lint lint-html lighthouse screenshots format docs lock clean distclean packages packages-test

help: ## 显示本表
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

build: $(RUNTIME) $(FONT_FILES) ## 生成网站和 PDF，放在 output/（只输入 make 也一样）
	@$(PYTHON) build.py

check: $(RUNTIME) ## 只检查内容和数据，不生成
	@$(PYTHON) build.py check

serve: $(RUNTIME) $(FONT_FILES) ## 在本机预览，保存后自动刷新
	@$(PYTHON) build.py serve

demo: $(RUNTIME) $(FONT_FILES) ## 用虚构的数据演示全部功能，放在 output/demo/
	@$(PYTHON) build.py --demo

demo-other: $(RUNTIME) $(FONT_FILES) ## 用另一份虚构的文件演示：另一个地方、另一种写法，放在 output/other/
	@$(PYTHON) build.py --root tests/other --demo --output output/other

booklet: build ## 把简报拼成 A3 小册子（双面打印后对折装订），放在 output/booklet/
	@$(PYTHON) build.py booklet

bench: $(DEV) $(FONT_FILES) ## 量印刷和生成用的时间、内存，与限度相比
	@$(PYTHON) bench/measure.py

mutants: $(DEV) ## 把程序改坏三百处，一次一处，看测试能不能发现（约半小时）
	@$(PYTHON) bench/mutants.py

release: $(RUNTIME) $(FONT_FILES) ## 正式发布：没有待填才生成，并打成压缩包交给门户网站
	@$(PYTHON) build.py --release --zip

# Tests that follow each other stay on one worker, where what they share is made once; who is done helps the others.
# One more than there are processors: some tests wait for a browser or a preview.
PYTEST := $(PYTHON) -m pytest -n $(shell expr $$(nproc) + 1) --maxprocesses 4 --dist worksteal
test: packages-test build lint ## 安装测试所需软件，检查代码，运行全部测试
	@if [ -x "$(CHROMIUM)" ]; then $(PYTEST); else $(PYTEST) -m 'not browser'; printf '%s\n' \
		'注意：没有找到 Chromium，浏览器测试没有运行。装好 Chrome 后请运行：make test CHROMIUM=/usr/bin/google-chrome' \
		'Note: no Chromium, so the browser tests did not run. With Chrome: make test CHROMIUM=/usr/bin/google-chrome'; fi

prove: $(DEV) $(FONT_FILES) mutants ## 数目太大、平时只抽样的，全部试一遍：任意的方案、改坏的程序（一小时以上）
	$(PYTEST) --hypothesis-profile prove tests/whole/test_any_plan.py

test-quick: $(FONT_FILES) lint ## 只运行不用浏览器、不印刷、不生成网站的测试（一分钟以内）
	$(PYTEST) --hypothesis-profile quick -m 'not slow'

OFFICE_PACKAGES := $(if $(shell command -v soffice),,libreoffice-calc-nogui)
test-office: $(DEV) ## 另装 LibreOffice，证明填报表经它存过以后一字不差
	$(call install,$(call missing,$(OFFICE_PACKAGES)))
	$(PYTHON) -m pytest tests/office/roundtrip.py

test-pages: $(DEV) packages-test ## 在浏览器里看全部页面：明、暗、大字，五种宽度（约半小时）
	$(PYTEST) tests/browser/every_page.py

lint-html: build demo $(CHECKERS)/complete.stamp ## 另装 Node 和 Java，用 html-validate 和 Nu 核对全部网页
	node $(CHECKERS)/node_modules/html-validate/bin/html-validate.mjs --config .ci/html/htmlvalidate.mjs output/site output/demo
	java -jar $(CHECKERS)/node_modules/vnu-jar/build/dist/vnu.jar --Werror --skip-non-html --also-check-css --also-check-svg \
		--filterpattern $(UNJUDGED) output/site output/demo

lighthouse: $(DEV) $(CHECKERS)/complete.stamp packages-test ## 用 Lighthouse 给正式发布的主要页面打分，不够高就算失败
	$(PYTHON) -m tests.browser.lighthouse

screenshots: $(DEV) packages-test ## 给每一种页面拍照，放在 output/screenshots/；README 的图也由它拍
	$(PYTHON) -m tests.browser.shots output/screenshots docs/images/pages

lint: $(DEV) ## 检查代码的写法、格式和类型
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy

format: $(DEV) ## 自动整理代码格式
	$(PYTHON) -m ruff check --fix
	$(PYTHON) -m ruff format

docs: $(RUNTIME) ## 由程序里的目录生成 docs/problems.md
	$(PYTHON) -m reportsite.problems > docs/problems.md

UV_COMPILE := .venv/bin/uv pip compile --quiet --system-certs --no-config --upgrade --universal --python-version 3.11 \
	--generate-hashes --only-binary :all: --no-header pyproject.toml
lock: $(RUNTIME) ## 按 pyproject.toml 重新锁定依赖的版本
	$(PIP_INSTALL) uv
	$(UV_COMPILE) --output-file requirements.txt
	$(UV_COMPILE) --group dev --constraint requirements.txt --output-file requirements-dev.txt

clean: ## 删除生成物和缓存（保留已装好的环境和字体）
	find output -mindepth 1 ! -path output/.gitignore -delete
	find . -path ./.venv -prune -o -name __pycache__ -print0 | xargs -0 rm -rf
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis $(filter-out $(FONTS) $(CHECKERS),$(wildcard .cache/*))

distclean: clean ## 连同环境和字体一起删除，回到刚克隆的样子
	rm -rf .venv .cache

# What the targets above stand on: system packages, .venv from the locks, fonts.

missing = $(filter-out $(patsubst installed:%,%,$(shell dpkg-query -Wf '$${db:Status-Status}:$${Package} ' $(1) 2>/dev/null)),$(1))
apt_line = apt-get -qq update && apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 install $(1)
as_root = $(if $(filter 0,$(shell id -u)),env,$(or $(shell command -v sudo),false))
define install
@[ -z "$(1)" ] || $(as_root) sh -c 'export DEBIAN_FRONTEND=noninteractive; $(apt_line)' || { printf '%s\n' \
	'缺少系统软件包，未能装上。请以 root 身份运行下面这一行，再重新运行 make：' \
	'System packages are missing and could not be installed. As root, run this line; then make again:' \
	'  $(apt_line)'; exit 1; }
endef

packages:
	$(call install,$(call missing,$(PACKAGES)))

packages-test:
	$(call install,$(call missing,$(PACKAGES) $(TEST_PACKAGES)))

$(PYTHON): | packages
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 以上 / Python 3.11 or newer is needed")'
	python3 -m venv .venv

$(RUNTIME): requirements.txt $(PYTHON) | packages
	$(PIP_SYNC) $<
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	$(PIP_SYNC) $<
	@touch $@

# What checks finished pages: Node and Java programs, for lint-html and lighthouse alone.
CHECKER_PACKAGES = $(if $(shell command -v java),,default-jre-headless) $(if $(shell command -v npm),,nodejs npm)
# Of a page in a folder Nu thinks that its own style sheet is foreign (browsers hold the policy, in tests/browser),
# and it does not know yet that a style sheet may ask for the width of a container.
UNJUDGED := '.*(Content Security Policy \(meta tag\)|CSS: .*[@“]container).*'
$(CHECKERS)/complete.stamp: .ci/html/package-lock.json
	$(call install,$(call missing,$(CHECKER_PACKAGES)))
	@rm -rf $(CHECKERS)/node_modules && mkdir -p $(@D)
	@cp .ci/html/package.json .ci/html/package-lock.json $(@D)
	npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund
	@touch $@

# Filled under another name and then renamed: a broken download never passes for a finished folder.
# Where the system's package lists are missing or stale, apt-get fetches lists of its own; that needs no root.
OWN_LISTS := -o APT::Sandbox::User=root -o Dir::Cache=$(CURDIR)/.cache/apt -o Dir::State::Lists=$(CURDIR)/.cache/apt/lists
$(FONT_FILES) &: | packages
	@echo '准备字体 / fetching fonts → $(FONTS)'
	@rm -rf $(FONTS) $(FONTS).part .cache/apt
	@mkdir -p $(FONTS).part/fandol .cache/apt/lists/partial
	@cd $(FONTS).part && { apt-get -qq download texlive-lang-chinese 2>/dev/null || \
		{ apt-get -q $(OWN_LISTS) update && apt-get -q $(OWN_LISTS) download texlive-lang-chinese; }; }
	@dpkg-deb --fsys-tarfile $(FONTS).part/*.deb | tar -x -C $(FONTS).part/fandol --transform 's,.*/,,' \
		--wildcards '*/fandol/Fandol[FHKS]*.otf' '*/fonts/fandol/COPYING*' '*/fonts/fandol/README*'
	@gunzip $(FONTS).part/fandol/*.gz
	@cp $(NOTO) $(LIBERATION) $(UKAI) $(FONTS).part
	@rm -rf $(FONTS).part/*.deb .cache/apt
	@mv $(FONTS).part $(FONTS) && touch $(FONTS)/complete.stamp
