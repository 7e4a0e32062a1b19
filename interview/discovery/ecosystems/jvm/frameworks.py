"""What a project for the JVM is made with, and what a plan has to know of it, all by group."""

from __future__ import annotations

from interview.discovery.ecosystems.ecosystem import Framework, command_line, service

FRAMEWORKS = (
    Framework("com.android.application", "Android Gradle Plugin", "Android App"),
    service("org.springframework.boot", "Spring Boot"),
    service("io.quarkus", "Quarkus"),
    service("io.micronaut", "Micronaut"),
    service("io.dropwizard", "Dropwizard"),
    service("io.ktor", "Ktor"),
    service("io.javalin", "Javalin"),
    Framework("org.openjfx", "JavaFX", "{language} Desktop App"),
    command_line("info.picocli", "picocli"),
)

MATTERS = (
    "org.jetbrains.kotlin", "org.hibernate.orm", "org.jooq", "org.mybatis", "org.flywaydb",
    "org.liquibase", "org.postgresql", "com.mysql", "org.mariadb.jdbc", "com.h2database",
    "org.junit.jupiter", "junit", "org.testcontainers", "org.mockito", "io.kotest",
)  # fmt: skip
