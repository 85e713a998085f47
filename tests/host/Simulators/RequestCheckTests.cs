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
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"tools":[]}""", "empty array")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"a b"}}]}""", "does not match pattern")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"x"}]}""", "'function' and 'custom'")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"tool_choice":"auto"}""", "only allowed when 'tools'")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"parallel_tool_calls":false}""", "only allowed when 'tools'")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":{"type":"function","function":{"name":"g"}}}""", "names no tool")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_schema","json_schema":{}}}""", "response_format.json_schema.name")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"response_format":{"type":"xml"}}""", "'json_object', 'json_schema'")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]}]}""", "did not have response messages")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"},{"role":"tool","tool_call_id":"c","content":"x"}]}""", "must be a response to a preceeding message")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":null,"tool_calls":[{"id":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx","type":"function","function":{"name":"f","arguments":"{}"}}]}]}""", "string too long")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":"x","aiproxy":{}}]}""", "messages[1].aiproxy")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"},{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,%%"}}]}]}""", "Expected a base64-encoded data URL")]
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
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"tools":{}}""", "tools: Input should be a valid list")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"tool_choice":{"type":"auto"}}""", "only be specified while providing")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"tools":[{"name":"a.b","input_schema":{"type":"object"}}]}""", "tools.0.custom.name")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"tools":[{"name":"f"}]}""", "input_schema.type: Field required")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"tools":[{"name":"f","input_schema":{"type":"object"},"parameters":{}}]}""", "tools.0.custom.parameters: Extra inputs")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"tools":[{"name":"f","input_schema":{"type":"object"}}],"tool_choice":{"type":"tool","name":"g"}}""", "'g' not found")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"thinking":{"type":"on"}}""", "thinking.type")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"thinking":{"type":"enabled","budget_tokens":5}}""", "budget_tokens")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"thinking":{"type":"enabled","budget_tokens":2000}}""", "must be greater than")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"thinking":{"type":"adaptive"},"temperature":0.5}""", "only be set to 1")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"thinking":{"type":"adaptive"},"top_k":5}""", "top_k")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"thinking":{"type":"adaptive"},"tools":[{"name":"f","input_schema":{"type":"object"}}],"tool_choice":{"type":"any"}}""", "forces tool use")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"output_config":{"effort":"minimal"}}""", "output_config.effort")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"output_config":{"format":{"type":"json_object"}}}""", "output_config.format")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{}}}}}""", "explicitly set to false")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"output_config":{"format":{"type":"json_schema","schema":{"type":"object","additionalProperties":false,"properties":{"a":{"type":"integer","minimum":1}}}}}}""", "'minimum' is not supported")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{}}]}]}""", "without `tool_result` blocks immediately after")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{}}]},{"role":"user","content":"x"}]}""", "without `tool_result` blocks immediately after")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{}}]},{"role":"user","content":[{"type":"text","text":"x"},{"type":"tool_result","tool_use_id":"t"}]}]}""", "without `tool_result` blocks immediately after")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t"}]}]}""", "unexpected `tool_use_id`")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":""}]}]}]}""", "must be non-empty")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t"}]}]}""", "must define tools")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"a.b","name":"f","input":{}}]}]}""", "tool_use.id")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":"{}"}]}]}""", "tool_use.input")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"thinking","thinking":"made up","signature":"no"}]}]}""", "Invalid `signature`")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/tiff","data":"iVBORw0KGgo="}}]}]}""", "Could not process image")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"},{"role":"user","content":[{"type":"image","source":{"type":"url","url":"http://x.test"}}]}]}""", "Could not process image")]
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
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"tools":[{"functionDeclarations":[{"name":"1a"}]}]}""", "Invalid function name")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"tools":[{"functionDeclarations":[{"name":"f","input_schema":{}}]}]}""", "Unknown name")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"toolConfig":{"functionCallingConfig":{"mode":"auto"}}}""", "function_calling_config.mode")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f"]}}}""", "allowed_function_names")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"generationConfig":{"responseJsonSchema":{}}}""", "requires response_mime_type")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"generationConfig":{"responseMimeType":"json"}}""", "allowed mimetypes")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"generationConfig":{"thinkingConfig":{"thinkingLevel":"low","thinkingBudget":1}}}""", "only one of")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"generationConfig":{"thinkingConfig":{"thinkingLevel":"xhigh"}}}""", "thinking_level")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]}],"generationConfig":{"thinkingConfig":{"effort":1}}}""", "thinking_config")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":{}}}]}]}""", "immediately before a function response")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":{}}}]},{"role":"user","parts":[{"text":"x"}]}]}""", "equal to the number of function call")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":{}}}]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":{}}},{"text":"x"}]}]}""", "equal to the number of function call")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":{}}}]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":"x"}}]}]}""", "must be an object")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":"{}"}}]}]}""", "function_call.args")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]},{"role":"user","parts":[{"image_url":"x"}]}]}""", "required oneof")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]},{"role":"user","parts":[{"text":"x","cache":1}]}]}""", "Unknown name")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]},{"role":"user","parts":[{"inlineData":{"mimeType":"image/gif","data":"iVBORw0KGgo="}}]}]}""", "Unsupported MIME type")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]},{"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":"%"}}]}]}""", "Base64 decoding failed")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x"}]},{"role":"user","parts":[{"fileData":{"fileUri":"https://x.test/a.png"}}]}]}""", "unsupported file uri")]
    [InlineData("nothing", "Invalid JSON payload")]
    public async Task Gemini_WrongRequest_IsRefused(string json, string expected)
    {
        (int status, _, JsonElement body) = await simulator.PostAsync("/gemini/v1beta/models/m:generateContent", json);

        Assert.Equal(400, status);
        Assert.Equal("INVALID_ARGUMENT", body.GetProperty("error").GetProperty("status").GetString());
        Assert.Equal(400, body.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Contains(expected, body.GetProperty("error").GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("gemini-3-pro", "", 400)]
    [InlineData("gemini-3-pro", ",\"thoughtSignature\":\"made up\"", 400)]
    [InlineData("gemini-3-pro", ",\"thoughtSignature\":\"skip_thought_signature_validator\"", 200)]
    [InlineData("gemini-2.5-pro", "", 200)]
    public async Task Gemini_CallWithoutItsSignature_IsRefusedFromVersion3On(string model, string signature, int expected)
    {
        string json = """
            {"contents":[{"role":"user","parts":[{"text":"x"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":{}}SIGNATURE}]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":{}}}]}]}
            """.Replace("SIGNATURE", signature, StringComparison.Ordinal);

        (int status, _, JsonElement body) = await simulator.PostAsync($"/gemini/v1beta/models/{model}:generateContent", json);

        Assert.Equal(expected, status);
        Assert.Equal(expected == 400, body.GetRawText().Contains("missing a thought_signature", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Anthropic_OlderModelThatThinksWithoutItsThoughts_IsRefused()
    {
        (int status, _, JsonElement body) = await simulator.PostAsync("/anthropic/v1/messages", """
            {"model":"m","max_tokens":2000,"thinking":{"type":"enabled","budget_tokens":1024},"tools":[{"name":"f","input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"x"},
             {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t"}]}]}
            """);

        Assert.Equal(400, status);
        Assert.Contains("Expected `thinking` or `redacted_thinking`, but found `tool_use`", body.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task Gemini_Streaming_IsRefused()
    {
        (int status, _, JsonElement body) = await simulator.PostAsync("/gemini/v1beta/models/m:streamGenerateContent", "{}");

        Assert.Equal(404, status);
        Assert.Contains("does not stream", body.GetProperty("error").GetProperty("message").GetString());
    }
}
