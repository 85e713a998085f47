using AiProxy.Providers.Errors;

namespace AiProxy.Providers.Tests.Errors;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("Incorrect API key provided: sk-proj-abcDEF123_-456. You can find", "Incorrect API key provided: [redacted] You can find")]
    [InlineData("Incorrect API key provided: sk-ab***********xyz.", "Incorrect API key provided: [redacted]")]
    [InlineData("Incorrect API key provided: hunter22", "Incorrect API key provided: [redacted]")]
    [InlineData("key sk-ant-api03-AAAA_BBBB-cccc refused", "key [redacted] refused")]
    [InlineData("API_KEY AIzaSyA1234567890abcdefghijk bad", "API_KEY [redacted] bad")]
    [InlineData("https://x/y?key=abcdef12&alt=sse", "https://x/y?key=[redacted]&alt=sse")]
    [InlineData("Authorization: Bearer abcdef.ghijkl", "Authorization: Bearer [redacted]")]
    [InlineData("header x-api-key: abcdefgh, next", "header x-api-key: [redacted], next")]
    [InlineData("{\"api_key\":\"abcdefgh\"}", "{\"api_key\":\"[redacted]\"}")]
    [InlineData("gsk_abcdefghij and xai-abcdefghij and hf_abcdefghij", "[redacted] and [redacted] and [redacted]")]
    [InlineData("AKIAABCDEFGHIJKLMNOP", "[redacted]")]
    [InlineData("token eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSM done", "token [redacted] done")]
    [InlineData("0123456789abcdef0123456789abcdef01234567", "[redacted]")]
    public void Redact_SomethingKeyLike_IsRemoved(string text, string expected) => Assert.Equal(expected, Redaction.Redact(text));

    [Theory]
    [InlineData("The model `gpt-5.2-risk-averse` does not exist in organization org-abcdefghijklmnop")]
    [InlineData("Rate limit reached on tokens per min (TPM): Limit 30000, Used 29500, Requested 1000.")]
    [InlineData("Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_input_token_count")]
    [InlineData("task-oriented ask-me-anything disk-encryption, co-operation")]
    [InlineData("You didn't provide an API key.")]
    public void Redact_PlainWords_Stay(string text) => Assert.Equal(text, Redaction.Redact(text));

    [Fact]
    public void Redact_LineEndsAndControls_BecomeOneLine() => Assert.Equal("a b c", Redaction.Redact("\u0001 a\r\n\tb\u0000\u001b c \n"));

    [Fact]
    public void Redact_OurOwnHintInForeignWords_IsDefused() => Assert.DoesNotContain("retry-after-ms=", Redaction.Redact("x Retry-After-MS=5"));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abc...")]
    [InlineData("ab😀efgh", 6, "ab...")]
    [InlineData("a😀defgh", 6, "a😀...")]
    public void Cut_TooLong_EndsInDots(string text, int length, string expected) => Assert.Equal(expected, Redaction.Cut(text, length));
}
