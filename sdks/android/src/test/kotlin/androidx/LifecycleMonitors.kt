// Stands in for androidx.test, which Robolectric names and no test here uses.
package androidx.test.internal.runner.lifecycle

import android.app.Activity
import android.app.Application
import androidx.test.runner.lifecycle.ActivityLifecycleMonitor
import androidx.test.runner.lifecycle.ApplicationLifecycleMonitor
import androidx.test.runner.lifecycle.ApplicationStage
import androidx.test.runner.lifecycle.Stage

public class ActivityLifecycleMonitorImpl : ActivityLifecycleMonitor {
    public fun signalLifecycleChange(stage: Stage, activity: Activity) {}
}

public class ApplicationLifecycleMonitorImpl : ApplicationLifecycleMonitor {
    public fun signalLifecycleChange(application: Application, stage: ApplicationStage) {}
}
