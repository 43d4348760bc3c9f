// Stands in for androidx.test, which Robolectric names and no test here uses.
package androidx.test.internal.runner.intent

import android.content.Intent
import androidx.test.runner.intent.IntentMonitor

public class IntentMonitorImpl : IntentMonitor {
    public fun signalIntent(intent: Intent) {}
}
