/** The report's style sheet: one column, readable in print, no colour that carries meaning alone. */
export const PAGE_STYLE = `
:root{color-scheme:light;--ink:#1f2933;--text:#52606d;--rule:#e4e7eb;--accent:#0072b2;--paper:#fff;--ground:#f5f7f9}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:1040px;margin:0 auto;padding:40px 20px 64px}
header p.kind{margin:0;color:var(--text);font-size:14px;letter-spacing:.02em}
h1{margin:4px 0 24px;font-size:30px;line-height:1.25;font-weight:650;overflow-wrap:anywhere}
h2{margin:0 0 4px;font-size:20px;line-height:1.35;font-weight:650}
section{margin-top:24px;padding:24px 28px;background:var(--paper);border:1px solid var(--rule);border-radius:10px}
.verdict{border-left:6px solid var(--tone);padding:22px 28px}
.verdict strong{display:block;color:var(--tone);font-size:15px;font-weight:650}
.verdict p{margin:4px 0 0;font-size:20px;line-height:1.5;overflow-wrap:anywhere}
.network_wins{--tone:#00684d}.network_ties{--tone:#8a5a00}.baseline_wins{--tone:#b34700}.not_scored,.plain{--tone:#52606d}
dl.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:16px 24px;margin:24px 0 0;padding:0 4px}
dl.facts dt,.hint,figcaption{color:var(--text);font-size:14px}
dl.facts dd{margin:0;font-size:17px;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.hint,figcaption{margin:0 0 12px}
.wide{overflow-x:auto}
.wide+.hint{margin-top:12px}
.wide+.wide{margin-top:24px}
table{border-collapse:collapse;width:100%;font-size:15px;font-variant-numeric:tabular-nums}
th,td{padding:8px 10px;text-align:right;vertical-align:baseline;white-space:nowrap;border-bottom:1px solid var(--rule)}
th:first-child,td:first-child{text-align:left;padding-left:0}
td.words,th.words{text-align:left;white-space:normal;overflow-wrap:break-word;min-width:5.5em;max-width:26em}
thead th{color:var(--text);font-weight:600;font-size:14px;border-bottom:1.5px solid #9aa5b1}
tbody th{font-weight:400}
tr.network th{font-weight:650}
td.best{font-weight:700;color:var(--accent)}
td.best::after{content:" ●";font-size:9px;vertical-align:2px}
td.other{padding-right:21px}
figure{margin:0}
figure+figure{margin-top:20px}
ol{margin:8px 0 0;padding-left:24px}
figure svg{display:block;width:100%;min-width:640px;height:auto}
details{margin-top:16px}
summary{cursor:pointer;color:var(--accent);font-size:15px}
details dl{display:grid;grid-template-columns:max-content 1fr;gap:6px 16px;margin:12px 0 0;font-size:15px}
details dd{margin:0}
details .wide{margin-top:8px;max-height:420px;overflow:auto}
ul{margin:8px 0 0;padding-left:20px}
li{margin:4px 0;overflow-wrap:anywhere}
pre{margin:12px 0 0;padding:16px;background:var(--ground);border-radius:6px;font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
dl.run{display:grid;grid-template-columns:max-content 1fr;gap:6px 24px;margin:12px 0 0;font-size:15px}
dl.run dt{color:var(--text)}
dl.run dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
footer{margin-top:24px;color:var(--text);font-size:13px}
@media (max-width:640px){section{padding:18px 16px}h1{font-size:24px}.verdict p{font-size:18px}}
@page{margin:14mm}
@media print{table{font-size:12.5px}th,td{padding:5px 6px}th:first-child,td:first-child{white-space:normal}td.other{padding-right:17px}body{background:#fff}main{max-width:none;padding:0}section{break-inside:avoid;padding:16px 0;border:0;border-top:1px solid var(--rule);border-radius:0}.verdict{padding-left:16px;border-left:6px solid var(--tone)}figure+figure{margin-top:20px}
ol{margin:8px 0 0;padding-left:24px}
figure svg{min-width:0}details .wide{max-height:none}}
`;
