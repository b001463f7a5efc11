//! Text that tries to be more than text, in Markdown, HTML or at GitHub.

/// One attempt, or several of a kind, on each line.
pub(crate) const HOSTILE: &str = "\
evil ](javascript:alert(1)) [x](https://evil.example/1) ![y](https://evil.example/2.png)\n\
<img src=x onerror=alert(1)><script>alert(1)</script><a href=\"https://evil.example\">x</a>\n\
--> </details> </sub> </code></pre> <!-- dagster-deploy: other -->\n\
``` ```` ~~~ `a` ``b`` `\n\
| a | b \\| c \\\\| d |\n\
| :-- | --: |\n\
@everyone @acme/team (@ada) x@ada a@ada.example\n\
#1 GH-1 acme/etl#2 acme/etl@9f2c1e0 9f2c1e07a4b85d36f0c91e2d7b3a4856c0d1e2f3 gh-77\n\
https://evil.example http://evil.example www.evil.example ftp://evil.example mailto:evil@evil.example xmpp:e@evil.example\n\
:tada: :+1: $x^2$ $`x`$ $$y$$\n\
*a* **b** _c_ __d__ ~~e~~ ~f~ [^1] [^1]: note\n\
# heading\n\
===\n\
---\n\
- list\n\
1. list\n\
> quote\n\
\x20   indented\n\
&lt;b&gt; &#64;ada &commat;ada &#x60;\n\
[ref]: https://evil.example\n\
a\u{202e}b\u{2066}c\u{1b}[31md\u{2028}e\tf\u{0}g\n\
\\`a\\` \\\n\
$ ` $`x`$ ` $\n\
";
