package io.millstream.sample

import android.app.Application
import io.millstream.analytics.ClickstreamAnalytics
import io.millstream.analytics.ClickstreamConfiguration

/** Starts the SDK with `res/raw/millstream.json`; from then on sessions and screens are recorded by themselves. */
class SampleApplication : Application() {
    override fun onCreate() {
        super.onCreate()
        ClickstreamAnalytics.init(this, ClickstreamConfiguration().withLogEvents(true))
    }
}
