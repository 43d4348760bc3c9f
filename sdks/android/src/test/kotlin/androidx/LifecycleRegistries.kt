// Stands in for androidx.test, which Robolectric names and no test here uses.
package androidx.test.runner.lifecycle

import android.app.Activity

public enum class Stage { PRE_ON_CREATE, CREATED, STARTED, RESUMED, PAUSED, STOPPED, RESTARTED, DESTROYED }

public enum class ApplicationStage { PRE_ON_CREATE, CREATED }

public interface ActivityLifecycleCallback {
    public fun onActivityLifecycleChanged(activity: Activity, stage: Stage)
}

public interface ActivityLifecycleMonitor {
    public fun addLifecycleCallback(callback: ActivityLifecycleCallback) {}

    public fun removeLifecycleCallback(callback: ActivityLifecycleCallback) {}

    public fun getLifecycleStageOf(activity: Activity): Stage = Stage.RESUMED

    public fun getActivitiesInStage(stage: Stage): Collection<Activity> = emptyList()
}

public interface ApplicationLifecycleMonitor

public object ActivityLifecycleMonitorRegistry {
    private var monitor: ActivityLifecycleMonitor? = null

    @JvmStatic
    public fun registerInstance(monitor: ActivityLifecycleMonitor?) {
        this.monitor = monitor
    }

    @JvmStatic
    public fun getInstance(): ActivityLifecycleMonitor = monitor ?: error("no monitor")
}

public object ApplicationLifecycleMonitorRegistry {
    @JvmStatic
    public fun registerInstance(monitor: ApplicationLifecycleMonitor?) {}
}
