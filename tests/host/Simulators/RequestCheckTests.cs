using System.Text.Json;

namespace AiProxy.Simulators.Tests;

/// <summary>What each provider refuses, in its own shape.</summary>
public sealed class RequestCheckTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"x"}]}""", "you must provide a model parameter")]
    [InlineData("""{"model":"m"}""", "Missing required parameter: 'messages'.")]
    [InlineData("""{"model":"m","messages":[]}""", "empty array")]
    [InlineData("""{"model":"m","messages":[{"role":"model","content":"x"}]}""", "Invalid value: 'model'")]
    [InlineData("""{"model":"m","messages":[{"role":"user"}]}""", "Invalid value for 'content'")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":[{"text":"x"}]}]}""", "Invalid value for 'content'")]
    [InlineData("""{"model":"m","messages":[{"role":"tool","content":"x"}]}""", "tool_call_id")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"aiproxy":{}}""", "Unknown parameter: 'aiproxy'.")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"stream":true}""", "does not stream")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"stream_options":{}}""", "only allowed when 'stream' is enabled")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"temperature":3}""", "Invalid 'temperature'")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"temperature":"hot"}""", "Invalid type for 'temperature'")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"max_tokens":0}""", "Invalid 'max_tokens'")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"max_tokens":1,"max_completion_tokens":1}""", "at the same time")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"stop":["1","2","3","4","5"]}""", "array too long")]
    [InlineData("not json", "could not parse the JSON body")]
    public async Task OpenAi_WrongRequest_IsRefused(string json, string expected)
    {
        (int status, _, JsonElement body) = await simulator.PostAsync("/openai/v1/chat/completions", json);

        Assert.Equal(400, status);
        Assert.Equal("invalid_request_error", body.GetProperty("error").GetProperty("type").GetString());
        Assert.Contains(expected, body.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task OpenAi_UnknownMembersAndNoKey_AreLetThrough()
    {
        (int status, _, _) = await simulator.PostAsync(
            "/openai/v1/chat/completions", """{"model":"m","messages":[{"role":"user","content":"x"}],"guided_json":{"type":"object"}}""");

        Assert.Equal(200, status);
    }

    [Theory]
    [InlineData("""{"max_tokens":9,"messages":[{"role":"user","content":"x"}]}""", "model: Field required")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}]}""", "max_tokens: Field required")]
    [InlineData("""{"model":"m","max_tokens":0,"messages":[{"role":"user","content":"x"}]}""", "max_tokens: Input should be greater")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[]}""", "at least one message is required")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"system","content":"x"}]}""", "Unexpected role \"system\"")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"tool","content":"x"}]}""", "messages.0.role")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"assistant","content":"x"}]}""", "first message must use the \"user\" role")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":""}]}""", "non-empty content")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"text","text":""}]}]}""", "must be non-empty")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"text","text":" \n"}]}]}""", "non-whitespace")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"image_url"}]}]}""", "image_url")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x","name":"n"}]}""", "messages.0.name: Extra inputs")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y "}]}""", "trailing whitespace")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"temperature":1.5}""", "temperature: range: 0..1")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"stop_sequences":[" "]}""", "non-whitespace")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"n":2}""", "n: Extra inputs are not permitted")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"stream":true}""", "does not stream")]
    [InlineData("nothing", "not valid JSON")]
    public async Task Anthropic_WrongRequest_IsRefused(string json, string expected)
    {
        (int status, _, JsonElement body) = await simulator.PostAsync("/anthropic/v1/messages", json);

        Assert.Equal(400, status);
        Assert.Equal("error", body.GetProperty("type").GetString());
        Assert.Equal("invalid_request_error", body.GetProperty("error").GetProperty("type").GetString());
        Assert.Contains(expected, body.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task Anthropic_NoVersion_IsRefused()
    {
        using var content = new StringContent("{}");
        using HttpResponseMessage response = await simulator.Client.PostAsync(
            new Uri(simulator.Server.Address + "/anthropic/v1/messages"), content, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("anthropic-version: header is required", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("{}", "contents is not specified")]
    [InlineData("""{"contents":[{"role":"assistant","parts":[{"text":"x"}]}]}""", "valid role: user, model")]
    [InlineData("""{"contents":[{"role":"user","parts":[]}]}""", "must not be empty")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":""}]}]}""", "required oneof field 'data'")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"model":"m"}""", "Unknown name \"model\": Cannot find field.")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"generationConfig":{"max_tokens":1}}""", "Unknown name \"max_tokens\" at 'generation_config'")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"generationConfig":{"candidateCount":9}}""", "candidateCount must be in the range")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"generationConfig":{"topP":"x"}}""", "Invalid value at 'generation_config.topP'")]
    [InlineData("nothing", "Invalid JSON payload")]
    public async Task Gemini_WrongRequest_IsRefused(string json, string expected)
    {
        (int status, _, JsonElement body) = await simulator.PostAsync("/gemini/v1beta/models/m:generateContent", json);

        Assert.Equal(400, status);
        Assert.Equal("INVALID_ARGUMENT", body.GetProperty("error").GetProperty("status").GetString());
        Assert.Equal(400, body.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Contains(expected, body.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task Gemini_Streaming_IsRefused()
    {
        (int status, _, JsonElement body) = await simulator.PostAsync("/gemini/v1beta/models/m:streamGenerateContent", "{}");

        Assert.Equal(404, status);
        Assert.Contains("does not stream", body.GetProperty("error").GetProperty("message").GetString());
    }
}
