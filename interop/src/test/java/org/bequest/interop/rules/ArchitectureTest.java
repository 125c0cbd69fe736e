package org.bequest.interop.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bequest.ca.hierarchy.Credential;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.interop.rules.planted.left.Left;
import org.bequest.interop.rules.planted.right.Right;
import org.bequest.server.auth.Authenticator;
import org.bequest.server.auth.Basic;
import org.bequest.server.auth.Bearer;
import org.bequest.server.auth.ClientCertificate;
import org.bequest.server.auth.Digest;
import org.bequest.server.auth.OneTimePassword;
import org.bequest.server.auth.Together;
import org.bequest.server.endpoint.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of ARCHITECTURE.md section 1, over every class that the modules compiled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

  /** The arrows: which modules a module may see. */
  private static final Map<String, Set<String>> SEES =
      Map.ofEntries(
          Map.entry("formats", Set.of()),
          Map.entry("crypto", Set.of("formats")),
          Map.entry("store", Set.of("formats")),
          Map.entry("ca", Set.of("formats", "crypto", "store", "client")),
          Map.entry("depot", Set.of("formats", "crypto", "store")),
          Map.entry("client", Set.of("formats", "crypto")),
          Map.entry("server", Set.of("formats", "crypto", "store", "ca", "depot")),
          Map.entry("admin", Set.of("formats", "crypto", "store", "ca", "depot", "server")),
          Map.entry(
              "cli",
              Set.of("formats", "crypto", "store", "ca", "depot", "client", "server", "admin")),
          Map.entry(
              "testkit",
              Set.of("formats", "crypto", "store", "ca", "depot", "client", "server", "admin")));

  private static final ArchRule NO_PACKAGE_CYCLE =
      slices().matching("org.bequest.(**)").should().beFreeOfCycles();

  private final JavaClasses production = ProductionClasses.read();

  static Stream<String> modules() {
    return SEES.keySet().stream().sorted();
  }

  @Test
  void everyClassBelongsToAModuleWithArrows() {
    assertThat(production).hasSizeGreaterThan(100);
    assertThat(production)
        .allMatch(type -> modules().anyMatch(m -> resideInAPackage(all(m)).test(type)));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void seesOnlyWhatTheArrowsAllow(String module) {
    Set<String> seen = SEES.getOrDefault(module, Set.of());
    String[] hidden =
        modules()
            .filter(other -> !other.equals(module) && !seen.contains(other))
            .map(ArchitectureTest::all)
            .toArray(String[]::new);

    check(
        noClasses()
            .that()
            .resideInAPackage(all(module))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(hidden));
  }

  /** An authority that is another EST server is reached as any client reaches it (decision 9). */
  @Test
  void ofTheAuthoritiesOnlyTheProxySpeaksEst() {
    check(
        noClasses()
            .that(resideInAPackage(all("ca")).and(not(resideInAPackage("org.bequest.ca.est.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(all("client")));
  }

  @Test
  void noCycleBetweenPackages() {
    check(NO_PACKAGE_CYCLE);
  }

  @Test
  void aPlantedCycleIsFound() {
    JavaClasses planted = new ClassFileImporter().importClasses(Left.class, Right.class);

    assertThatThrownBy(() -> NO_PACKAGE_CYCLE.check(planted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("planted.left")
        .hasMessageContaining("planted.right");
  }

  /** But the list of packages, which has an XML form and a JSON form (decision 15). */
  @Test
  void formatsNeedsTheJdkAndBouncyCastleOnly() {
    String pal = "org.bequest.formats.pal..";
    List<String> libraries =
        List.of("java..", "javax..", "org.bouncycastle..", "org.jspecify..", all("formats"));
    check(
        classes()
            .that(resideInAPackage(all("formats")).and(not(resideInAPackage(pal))))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(libraries.toArray(String[]::new)));
    check(
        classes()
            .that()
            .resideInAPackage(pal)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                Stream.concat(
                        libraries.stream(), Stream.of("org.xml.sax..", "tools.jackson.core.."))
                    .toArray(String[]::new)));
  }

  @Test
  void librariesStayWhereTheyBelong() {
    onlyIn(
        List.of(all("store")),
        "java.sql..",
        "javax.sql..",
        "org.jdbi..",
        "org.sqlite..",
        "org.flywaydb..",
        "com.zaxxer..");
    onlyIn(List.of("org.bequest.server.http..", all("admin")), "org.eclipse.jetty..");
    onlyIn(List.of(all("crypto")), "org.conscrypt..");
    onlyIn(
        List.of(all("client"), all("cli"), "org.bequest.admin.client.."),
        "org.apache.hc..",
        "java.net.http..");
    onlyIn(List.of(all("cli")), "picocli..");
  }

  /** A Credential is the key of a service or an operator, made for it; never an authority's. */
  @Test
  void keysOfAuthoritiesStayWithTheSigner() {
    DescribedPredicate<JavaClass> mayHoldKeys =
        resideInAPackage("org.bequest.ca.signer..").or(belongToAnyOf(Credential.class));
    check(
        noClasses()
            .that(resideInAPackage(all("ca")).and(not(mayHoldKeys)))
            .should()
            .dependOnClassesThat(belongToAnyOf(PrivateKey.class, KeyStore.class)));
  }

  /** But where a server is put together: somebody has to open the database. */
  @Test
  void serverAndAuthorityKnowTheStoreByItsInterfacesOnly() {
    DescribedPredicate<JavaClass> both =
        resideInAPackage(all("server")).or(resideInAPackage(all("ca")));
    check(
        noClasses()
            .that(both.and(not(resideInAPackage("org.bequest.server.setup.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bequest.store.sql.."));
  }

  @Test
  void onlyTheListKnowsTheEndpoints() {
    for (JavaClass endpoint : production) {
      if (endpoint.isAssignableTo(Endpoint.class) && !endpoint.isInterface()) {
        DescribedPredicate<JavaClass> mayKnow =
            belongToAnyOf(endpoint.reflect()).or(name("org.bequest.server.Endpoints").forSubtype());
        check(
            noClasses()
                .that(not(mayKnow))
                .should()
                .dependOnClassesThat(belongToAnyOf(endpoint.reflect())));
      }
    }
  }

  @Test
  @Requirement("S-09")
  void noAuthenticatorIsReleasedButThese() {
    assertThat(production)
        .filteredOn(type -> type.isAssignableTo(Authenticator.class) && !type.isInterface())
        .extracting(JavaClass::reflect)
        .containsExactlyInAnyOrder(
            ClientCertificate.class,
            OneTimePassword.class,
            Basic.class,
            Digest.class,
            Bearer.class,
            Together.class);
  }

  /** It is compared and put into requests; nothing else ever has its octets. */
  @Test
  @Requirement("R9266-4-1")
  void aChannelBindingIsUsedForNothingElse() {
    for (String octets : List.of("value", "base64")) {
      check(
          noClasses()
              .that()
              .doNotHaveFullyQualifiedName("org.bequest.server.endpoint.Linking")
              .and()
              .resideOutsideOfPackages("org.bequest.crypto.tls..", "org.bequest.client..")
              .should()
              .callMethod(ChannelBinding.class, octets));
    }
    check(
        noClasses()
            .that()
            .resideInAPackage("org.bequest.client..")
            .should()
            .callMethod(ChannelBinding.class, "value"));
  }

  @Test
  void nobodyButTheCommandWritesToTheConsole() {
    check(noClasses().that().resideOutsideOfPackage(all("cli")).should(ACCESS_STANDARD_STREAMS));
  }

  @Test
  void logsAndExceptionsAreProper() {
    check(NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
    check(NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
  }

  private void onlyIn(List<String> packages, String... libraries) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(packages.toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(libraries));
  }

  /** A module that has no class yet breaks no rule. */
  private void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(production);
  }

  private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> predicate) {
    return DescribedPredicate.not(predicate);
  }

  private static String all(String module) {
    return "org.bequest." + module + "..";
  }
}
