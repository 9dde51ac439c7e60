import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { followFonts } from './fonts'
import { useReport } from './report'
import { useLab } from './stores/lab'
import { useSettings } from './stores/settings'
import { useUi } from './stores/ui'
import { connect, TRANSPORT } from './transport/client'
import './styles/index.css'

followFonts(document.fonts)
const app = createApp(App)
app.provide(TRANSPORT, connect(window))
app.use(createPinia())
app.mount('#app')

// The page stands at once; what the Lab says fills it.
void app.runWithContext(() => {
  const report = useReport()
  void report.guard(() => useLab().start())
  void report.guard(() => useLab().loadFacts())
  void report.guard(async () => {
    const settings = useSettings()
    await settings.load()
    if (!settings.page('welcomed', false)) useUi().dialog ??= 'welcome'
  })
})
