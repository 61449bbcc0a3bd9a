package dev.trellis.generation.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.trellis.dataset.UnicodeText;
import dev.trellis.generation.Generation;
import dev.trellis.generation.GenerationRequest;
import dev.trellis.problem.Problem;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Models in use, over HTTP. */
@RestController
@RequestMapping("/api/v1/trials/{id}")
class GenerationController {
  private final Generation generation;

  GenerationController(Generation generation) {
    this.generation = generation;
  }

  /** The body of a request for text, as {@link GenerateBody} reads it. */
  @Schema(name = "GenerateRequest")
  @JsonPropertyOrder({"prompt", "length", "temperature", "top_k", "seed"})
  interface GenerateRequest {
    @Schema(
        description = "What the model reads first.",
        defaultValue = "",
        maxLength = GenerationRequest.LONGEST_PROMPT)
    String getPrompt();

    @Schema(
        description = "Tokens to write, 1 to 10,000.",
        defaultValue = "200",
        minimum = "1",
        maximum = "10000")
    int getLength();

    @Schema(
        description = "0 takes the likeliest token, 1 draws as the model says.",
        defaultValue = "0.8",
        minimum = "0",
        maximum = "10")
    double getTemperature();

    @Schema(
        description = "Draws from that many of the likeliest tokens; 0 for all.",
        defaultValue = "0",
        minimum = "0",
        maximum = "1000000")
    int getTopK();

    @Schema(
        description = "The same one gives the same text; a text of digits will do.",
        defaultValue = "0")
    long getSeed();
  }

  /**
   * Lets the model of the trial's best epoch go on with a prompt. The text comes as it is written,
   * token by token, without the prompt; a connection that ends before its last chunk means that the
   * text broke off. The prompt is normalized as the text in training was; header {@code
   * Unknown-Tokens} names its tokens that the model never saw, as a JSON array of strings, and
   * {@code Unknown-Token-Count} counts them.
   */
  @PostMapping(path = "/generate", produces = "text/plain;charset=UTF-8")
  @ApiResponse(
      responseCode = "200",
      description = "OK",
      content = @Content(mediaType = "text/plain;charset=UTF-8", schema = @Schema(type = "string")))
  void generate(
      @PathVariable long id,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = GenerateRequest.class)))
          @RequestBody(required = false)
          @Nullable Map<String, @Nullable Object> body,
      HttpServletResponse response)
      throws IOException {
    Generation.Text text =
        generation.generate(id, GenerateBody.read(body == null ? Map.of() : body));
    UnknownTokens.write(text.unknownTokens(), response);
    response.setContentType("text/plain;charset=UTF-8");
    Writer writer = response.getWriter();
    text.to(
        piece -> {
          writer.write(piece);
          writer.flush();
        });
  }

  /**
   * A text to classify.
   *
   * @param text at most 10,000 characters
   */
  record ClassifyRequest(
      @Schema(minLength = 1, maxLength = GenerationRequest.LONGEST_PROMPT) String text) {}

  /** How likely a label is. */
  record LabelResponse(String label, double probability) {}

  /**
   * Labels a text with the model of the trial's best epoch, the likeliest label first. The text is
   * normalized as the texts in training were; header {@code Unknown-Tokens} names its tokens that
   * the model never saw, as a JSON array of strings, and {@code Unknown-Token-Count} counts them.
   */
  @PostMapping("/classify")
  List<LabelResponse> classify(
      @PathVariable long id, @RequestBody ClassifyRequest request, HttpServletResponse response) {
    String text = Objects.requireNonNullElse(request.text(), "");
    if (UnicodeText.hasLoneSurrogate(text)) {
      throw Problem.invalid(
          "/text", "text has half of a surrogate pair; write the whole character.");
    }
    if (UnicodeText.isInvisible(text) || text.length() > GenerationRequest.LONGEST_PROMPT) {
      throw Problem.invalid(
          "/text",
          "text has %,d characters; 1 to %,d are needed, and not blanks alone."
              .formatted(text.length(), GenerationRequest.LONGEST_PROMPT));
    }
    Generation.Classification classification = generation.classify(id, text);
    UnknownTokens.write(classification.unknownTokens(), response);
    return classification.likelihoods().entrySet().stream()
        .map(each -> new LabelResponse(each.getKey(), each.getValue()))
        .toList();
  }
}
