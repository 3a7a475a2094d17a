namespace LogsProcessor.Cli.Summaries;

/// <summary>The page's style: light or dark as the reader's system is, one column on a phone.</summary>
internal static class HtmlStyle
{
    public const string Text = """

        :root { --ground:#fbfbfa; --card:#fff; --text:#1c1f23; --soft:#5c6570; --line:#dfe2e6;
          --a:#2f6fb5; --b:#0f8a7e; --c:#c77700; --d:#c2362f; --e:#7b52ab; }
        @media (prefers-color-scheme: dark) { :root { --ground:#14171a; --card:#1c2024; --text:#e8eaed; --soft:#a0a9b4;
          --line:#343a41; --a:#6ea8e8; --b:#3fbfae; --c:#eda53b; --d:#f0716a; --e:#b794e0; } }
        * { box-sizing:border-box; }
        body { margin:0; background:var(--ground); color:var(--text); font:16px/1.45 system-ui,sans-serif; }
        main { max-width:60rem; margin:0 auto; padding:1.25rem 1rem 3rem; }
        h1 { font-size:1.5rem; margin:0; } h2 { font-size:1.05rem; margin:0; }
        .span, figcaption p, dt, .top, .times, th { color:var(--soft); font-size:.875rem; font-weight:400; margin:0; }
        dl { display:grid; grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr)); gap:.75rem; margin:1rem 0; }
        dl div, figure, section { background:var(--card); border:1px solid var(--line); border-radius:.5rem; padding:.75rem 1rem; }
        dd { margin:0; font-size:1.35rem; overflow-wrap:anywhere; }
        small { display:block; color:var(--soft); font-size:.875rem; }
        figure, section { margin:0 0 1rem; }
        svg { display:block; width:100%; height:10rem; }
        .top { margin-top:.5rem; } .times { display:flex; justify-content:space-between; gap:1rem; }
        .grid, .axis { stroke:var(--line); fill:none; vector-effect:non-scaling-stroke; } .axis { stroke:var(--soft); }
        .a { fill:var(--a); background:var(--a); } .b { fill:var(--b); background:var(--b); }
        .c { fill:var(--c); background:var(--c); } .d { fill:var(--d); background:var(--d); }
        .e { fill:var(--e); background:var(--e); } dl .fault { border-color:var(--d); box-shadow:inset .25rem 0 var(--d); }
        .legend { display:flex; flex-wrap:wrap; gap:.25rem 1rem; list-style:none; margin:.25rem 0 0; padding:0; font-size:.875rem; }
        .legend i { display:inline-block; width:.75rem; height:.75rem; border-radius:.15rem; margin-right:.4rem; }
        section { overflow-x:auto; }
        table { border-collapse:collapse; width:100%; font-size:.9rem; margin-top:.5rem; }
        th, td { text-align:left; padding:.3rem .75rem .3rem 0; border-bottom:1px solid var(--line); vertical-align:top; white-space:nowrap; }
        .n { text-align:right; font-variant-numeric:tabular-nums; }
        .w { white-space:normal; overflow-wrap:anywhere; min-width:8rem; }

        """;
}
