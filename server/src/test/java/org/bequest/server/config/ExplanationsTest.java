package org.bequest.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExplanationsTest {
  @Test
  void every_key_is_explained_and_every_explanation_has_its_key() {
    assertThat(Configuration.explanations())
        .allSatisfy(e -> assertThat(e.meaning()).as(e.key()).isNotBlank());
    assertThat(Configuration.explanations().stream().map(Explanation::key))
        .containsExactlyInAnyOrderElementsOf(Explanations.standard().words().stringPropertyNames());
  }

  @Test
  void a_key_is_explained_by_the_name_that_stands_in_a_file() {
    assertThat(Configuration.explain("labels.plant7.linking"))
        .hasValueSatisfying(e -> {
          assertThat(e.type()).isEqualTo("off | if-present | required");
          assertThat(e.fallback()).isEqualTo("off");
        });
    assertThat(Configuration.explain("labels.plant7.colour")).isEmpty();
  }

  @Test
  void the_manual_page_says_what_the_records_say() throws IOException {
    Path page = Path.of(System.getProperty("bequest.root"), "docs/manual/configuration.md");
    if (System.getenv().containsKey("BEQUEST_WRITE_DOCS")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, ManualPage.text());
    }
    assertThat(page).content().isEqualTo(ManualPage.text());
  }
}
