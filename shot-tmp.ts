import { launchBrowser } from './test/e2e/browser.ts'
const [base, login, w, out, ...paths] = process.argv.slice(2)
const b = await launchBrowser()
const c = await b.newContext({ viewport: { width: Number(w), height: 900 }, baseURL: base })
if (login !== '-') { const r = await c.request.post('/api/auth.demoSignIn', { data: { login } }); console.log(r.status(), (await r.text()).slice(0, 80)) }
const p = await c.newPage()
p.on('pageerror', (e) => console.log('PAGEERROR', e.message))
p.on('console', (m) => { if (m.type() === 'error') console.log('CONSOLE', m.text().slice(0, 200)) })
for (const [i, path] of paths.entries()) { await p.goto(path); await p.waitForLoadState('networkidle').catch(() => {}); await p.waitForTimeout(600); await p.screenshot({ path: `/tmp/shots/${out}-${i}.png`, fullPage: true }); console.log(path, await p.evaluate(() => document.documentElement.scrollWidth)) }
await b.close()
