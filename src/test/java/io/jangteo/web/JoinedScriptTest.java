package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules joined to one script, as text; that browsers run it is what every test of the pages sees. */
class JoinedScriptTest {
    private final Map<String, String> files = new HashMap<>();

    @Test
    void a_module_runs_before_those_that_import_it_and_only_once() {
        files.put(
                "a/page.js",
                "// The page.\n\nimport { one } from '../b/one.js';\nimport { two } from './two.js';\n\none(two);\n");
        files.put("a/two.js", "import { one } from '../b/one.js';\n\nexport const two = one(2);\n");
        files.put("b/one.js", "export function one(it) {\n  return it;\n}\n");
        assertThat(joined()).isEqualTo("""
                        // b/one.js
                        const $0 = (() => {
                        function one(it) {
                          return it;
                        }
                        return { one };
                        })();
                        // a/two.js
                        const $1 = (() => {
                        const { one } = $0;

                        const two = one(2);
                        return { two };
                        })();
                        // a/page.js

                        const { one } = $0;
                        const { two } = $1;

                        one(two);
                        """.replace("// a/page.js\n\n", "// a/page.js\n"));
    }

    @Test
    void names_that_differ_inside_and_outside_are_kept_apart() {
        files.put("a/page.js", "import{x as o,y}from\"./lib.js\";import \"./own.js\";o(y);\n");
        files.put("a/lib.js", "const a=1,b=2;export{a as x,b as y};\n//# sourceMappingURL=lib.js.map\n");
        files.put("a/own.js", "globalThis.own = 1;\n");
        assertThat(joined())
                .contains("const { x: o, y } = $0;", "return { x: a, y: b };", "globalThis.own = 1;")
                .doesNotContain("sourceMappingURL", "import", "export");
    }

    @Test
    void what_is_imported_at_runtime_and_the_wait_of_the_page_stay() {
        files.put("a/page.js", "import { load } from './load.js';\n\nawait load();\n");
        files.put("a/load.js", "export async function load() {\n  await import('../chart/chart.js');\n}\n");
        assertThat(joined()).contains("  await import('../chart/chart.js');", "await load();", "return { load };");
    }

    @Test
    void a_comment_goes_if_it_stands_alone_and_no_licence_requires_it() {
        files.put(
                "a/page.js",
                "/**\n * @license\n * Mine\n */\n// Why.\nconst a = '// text'; // Which.\n  /** Says\n   * more. */\nb(a);\n");
        assertThat(joined())
                .isEqualTo("// a/page.js\n/**\n * @license\n * Mine\n */\nconst a = '// text'; // Which.\nb(a);\n");
    }

    @Test
    void a_module_that_imports_itself_in_the_end_is_named() {
        files.put("a/page.js", "import { b } from './b.js';\n");
        files.put("a/b.js", "import { c } from './c.js';\nexport const b = c;\n");
        files.put("a/c.js", "import { b } from './b.js';\nexport const c = b;\n");
        assertThatThrownBy(this::joined).hasMessage("a/b.js imports itself in the end");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "export let a = 1;       | export",
                "export default 1;       | export",
                "export * from './c.js'; | export",
                "import c from './c.js'; | import",
                "import * as c from './c.js'; | import",
                "a(); import.meta.url;   | import.meta",
                "await a();              | await",
            })
    void what_cannot_be_joined_is_named(String line, String word) {
        files.put("a/page.js", "import './b.js';\n");
        files.put("a/b.js", line + "\n");
        files.put("a/c.js", "");
        assertThatThrownBy(this::joined).hasMessage("a/b.js cannot be joined because of this '" + word + "'");
    }

    private String joined() {
        return JoinedScript.of("a/page.js", files::get);
    }
}
