// Stands in for androidx.test, which Robolectric names and no test here uses.
package androidx.test.internal.platform

public interface ThreadChecker {
    public fun checkMainThread()

    public fun checkNotMainThread()
}
