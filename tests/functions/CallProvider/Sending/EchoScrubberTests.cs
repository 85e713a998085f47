using System.Text;
using AiProxy.CallProvider.Sending;

namespace AiProxy.CallProvider.Tests.Sending;

public sealed class EchoScrubberTests
{
    private const string Prompt = "Our merger with Initech is to be announced on the ninth of May.";

    [Theory]
    [InlineData("openai refused the request (400): Bad content: Our merger with Initech is to be announced on the ninth of May.", "openai refused the request (400): Bad content: [text of the request]")]
    [InlineData("a: 'with Initech is to be announced' b", "a: '[text of the request]' b")]
    [InlineData("xOur merger with Initech is y Initech is to be announced on z", "x[text of the request]y[text of the request]z")]
    [InlineData("say merger with Init", "say merger with Init")]
    [InlineData("The model `gpt-5.2-with-a-very-long-name` does not exist", "The model `gpt-5.2-with-a-very-long-name` does not exist")]
    [InlineData("You are terse.", "[text of the request]")]
    [InlineData("Value two words, with a line end between them", "Value [text of the request]")]
    [InlineData("", "")]
    public void Scrub_WordsOfTheRequest_AreMasked(string message, string expected)
    {
        byte[] request = Encoding.UTF8.GetBytes($$"""
            {"model":"gpt-5.2-with-a-very-long-name","messages":[
             {"role":"system","content":"You are terse."},
             {"role":"user","content":[{"type":"text","text":"{{Prompt}}"},{"type":"text","text":"two words,\n  with a line\u0020end between them"}]}]}
            """);

        Assert.Equal(expected, EchoScrubber.Scrub(message, request));
    }

    [Fact]
    public void Scrub_EveryQuoteLongerThanAllowed_IsFound()
    {
        byte[] request = Encoding.UTF8.GetBytes($$"""{"input":"{{Prompt}}"}""");
        for (int from = 0; from + EchoScrubber.LongestQuote + 1 <= Prompt.Length; from++)
        {
            string quote = Prompt.Substring(from, EchoScrubber.LongestQuote + 1);

            Assert.Equal("#[text of the request]#", EchoScrubber.Scrub($"#{quote}#", request));
        }
    }

    [Fact]
    public void Scrub_LongRequest_IsReadOnce()
    {
        byte[] request = Encoding.UTF8.GetBytes($$"""{"a":"{{new string('a', 5_000_000)}}","b":"{{Prompt}}"}""");

        Assert.Equal("[text of the request]", EchoScrubber.Scrub(Prompt, request));
    }
}
