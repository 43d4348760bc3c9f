// Stands in for androidx.test, which Robolectric names and no test here uses.
package androidx.test.platform.app

import android.app.Instrumentation
import android.os.Bundle

public object InstrumentationRegistry {
    private var instrumentation: Instrumentation? = null
    private var arguments: Bundle? = null

    @JvmStatic
    public fun registerInstance(instrumentation: Instrumentation?, arguments: Bundle?) {
        this.instrumentation = instrumentation
        this.arguments = arguments
    }

    @JvmStatic
    public fun getInstrumentation(): Instrumentation = instrumentation ?: error("no instrumentation")

    @JvmStatic
    public fun getArguments(): Bundle = arguments ?: Bundle()
}
