package dev.trellis.generation.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.trellis.dataset.text.UnicodeText;
import dev.trellis.generation.GenerationRequest;
import dev.trellis.generation.GenerationService;
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

/** Endpoints that generate or classify text with the model of a trial. */
@RestController
@RequestMapping("/api/v1/trials/{id}")
class GenerationController {
  private final GenerationService generation;

  GenerationController(GenerationService generation) {
    this.generation = generation;
  }

  /** Schema of the body that {@link GenerateBody} reads. */
  @Schema(name = "GenerateRequest", description = "Prompt and sampling settings.")
  @JsonPropertyOrder({"prompt", "length", "temperature", "top_k", "seed"})
  interface GenerateRequest {
    @Schema(
        description = "Prompt: text that the generated text continues.",
        defaultValue = "",
        maxLength = GenerationRequest.MAX_PROMPT_LENGTH)
    String getPrompt();

    @Schema(
        description = "Number of tokens to generate, 1 to 10,000.",
        defaultValue = "200",
        minimum = "1",
        maximum = "10000")
    int getLength();

    @Schema(
        description =
            "Sampling temperature: 0 always selects the most probable token, 1 samples from the"
                + " distribution of the model.",
        defaultValue = "0.8",
        minimum = "0",
        maximum = "10")
    double getTemperature();

    @Schema(
        description = "Top-k sampling: samples from the k most probable tokens; 0 for all tokens.",
        defaultValue = "0",
        minimum = "0",
        maximum = "1000000")
    int getTopK();

    @Schema(
        description =
            "Seed of the sampling: equal requests with equal seeds return equal texts. A number or"
                + " a string of digits.",
        defaultValue = "0")
    long getSeed();
  }

  /**
   * Generates a continuation of a prompt with the model of the trial's best epoch. The response
   * streams the text token by token, without the prompt; if the connection ends before the last
   * chunk, the text is incomplete. The prompt is normalized like the training text. The header
   * {@code Unknown-Tokens} lists the tokens of the prompt that the model never saw in training, as
   * a JSON array of strings, and {@code Unknown-Token-Count} is their number.
   */
  @PostMapping(path = "/generate", produces = "text/plain;charset=UTF-8")
  @ApiResponse(
      responseCode = "200",
      description = "OK",
      content = @Content(mediaType = "text/plain;charset=UTF-8", schema = @Schema(type = "string")))
  void generateText(
      @PathVariable long id,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = GenerateRequest.class)))
          @RequestBody(required = false)
          @Nullable Map<String, @Nullable Object> body,
      HttpServletResponse response)
      throws IOException {
    GenerationService.GeneratedText text =
        generation.generate(id, GenerateBody.read(body == null ? Map.of() : body));
    UnknownTokens.write(text.unknownTokens(), response);
    response.setContentType("text/plain;charset=UTF-8");
    Writer writer = response.getWriter();
    text.writeTo(
        piece -> {
          writer.write(piece);
          writer.flush();
        });
  }

  /**
   * Text to classify.
   *
   * @param text 1 to 10,000 characters, not all of them blank
   */
  record ClassifyRequest(
      @Schema(minLength = 1, maxLength = GenerationRequest.MAX_PROMPT_LENGTH) String text) {}

  /**
   * Predicted probability of a label.
   *
   * @param label Label.
   * @param probability Probability, 0 to 1.
   */
  record LabelResponse(String label, double probability) {}

  /**
   * Classifies a text with the model of the trial's best epoch and returns all labels, the most
   * probable label first. The text is normalized like the training texts. The header {@code
   * Unknown-Tokens} lists the tokens of the text that the model never saw in training, as a JSON
   * array of strings, and {@code Unknown-Token-Count} is their number.
   */
  @PostMapping("/classify")
  List<LabelResponse> classifyText(
      @PathVariable long id, @RequestBody ClassifyRequest request, HttpServletResponse response) {
    String text = Objects.requireNonNullElse(request.text(), "");
    if (UnicodeText.hasLoneSurrogate(text)) {
      throw Problem.invalid(
          "/text", "text has half of a surrogate pair; send the whole character.");
    }
    if (UnicodeText.isInvisible(text) || text.length() > GenerationRequest.MAX_PROMPT_LENGTH) {
      throw Problem.invalid(
          "/text",
          "text has %,d characters; expected 1 to %,d, at least one of them not blank."
              .formatted(text.length(), GenerationRequest.MAX_PROMPT_LENGTH));
    }
    GenerationService.Classification classification = generation.classify(id, text);
    UnknownTokens.write(classification.unknownTokens(), response);
    return classification.probabilities().entrySet().stream()
        .map(entry -> new LabelResponse(entry.getKey(), entry.getValue()))
        .toList();
  }
}
