// Packages the AAR for apps. The tests run in pom.xml's build, which needs no Android SDK.
plugins {
    id("com.android.library") version "8.7.3"
    id("org.jetbrains.kotlin.android") version "2.2.21"
    id("maven-publish")
}

group = "io.millstream"
version = "0.1.0"

android {
    namespace = "io.millstream.analytics"
    compileSdk = 34

    defaultConfig {
        minSdk = 21
        consumerProguardFiles("consumer-rules.pro")
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_1_8
        targetCompatibility = JavaVersion.VERSION_1_8
    }

    sourceSets["main"].apply {
        manifest.srcFile("src/main/AndroidManifest.xml")
        kotlin.srcDir("src/main/kotlin")
    }
    // What stands in src/test is for the Maven build.
    sourceSets["test"].apply {
        kotlin.setSrcDirs(emptyList<String>())
        java.setSrcDirs(emptyList<String>())
    }

    publishing {
        singleVariant("release") { withSourcesJar() }
    }
}

kotlin {
    explicitApi()
    compilerOptions {
        jvmTarget.set(org.jetbrains.kotlin.gradle.dsl.JvmTarget.JVM_1_8)
        // A null from Java is met inside the guards instead of being thrown at the app.
        freeCompilerArgs.add("-Xno-param-assertions")
    }
}

publishing {
    publications {
        register<MavenPublication>("release") {
            artifactId = "analytics-android"
            afterEvaluate { from(components["release"]) }
        }
    }
}
