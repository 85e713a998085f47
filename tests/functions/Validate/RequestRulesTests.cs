using System.Text.Json;
using AiProxy.Contracts.Errors;

namespace AiProxy.Validate.Tests;

public sealed class RequestRulesTests
{
    private const string User = """{ "role": "user", "content": "x" }""";

    [Theory]
    [InlineData("""[]""", "wrong_type", "")]
    [InlineData("""{ "messages": [{ "role": "user", "content": "x" }] }""", "missing_member", "/model")]
    [InlineData("""{ "model": 1, "messages": [{ "role": "user", "content": "x" }] }""", "wrong_type", "/model")]
    [InlineData("""{ "model": "", "messages": [{ "role": "user", "content": "x" }] }""", "out_of_range", "/model")]
    [InlineData("""{ "model": "m" }""", "missing_member", "/messages")]
    [InlineData("""{ "model": "m", "messages": "hi" }""", "wrong_type", "/messages")]
    [InlineData("""{ "model": "m", "messages": [] }""", "out_of_range", "/messages")]
    [InlineData("""{ "model": "m", "messages": [null] }""", "wrong_type", "/messages/0")]
    public void Check_BadRequest_IsRefusedAtItsPointer(string request, string code, string pointer) => AssertOne(request, code, pointer);

    [Theory]
    [InlineData("""{ "content": "x" }""", "missing_member", "")]
    [InlineData("""{ "role": 1, "content": "x" }""", "wrong_type", "/role")]
    [InlineData("""{ "role": "bot", "content": "x" }""", "invalid_value", "/role")]
    [InlineData("""{ "role": "User", "content": "x" }""", "invalid_value", "/role")]
    [InlineData("""{ "role": "user" }""", "missing_member", "/content")]
    [InlineData("""{ "role": "user", "content": null }""", "missing_member", "/content")]
    [InlineData("""{ "role": "user", "content": 1 }""", "wrong_type", "/content")]
    [InlineData("""{ "role": "user", "content": {} }""", "wrong_type", "/content")]
    [InlineData("""{ "role": "user", "content": [] }""", "out_of_range", "/content")]
    [InlineData("""{ "role": "user", "content": ["x"] }""", "wrong_type", "/content/0")]
    [InlineData("""{ "role": "user", "content": [{ "text": "x" }] }""", "missing_member", "/content/0/type")]
    [InlineData("""{ "role": "user", "content": [{ "type": "text" }] }""", "missing_member", "/content/0/text")]
    [InlineData("""{ "role": "user", "content": [{ "type": "text", "text": 1 }] }""", "wrong_type", "/content/0/text")]
    [InlineData("""{ "role": "user", "content": [{ "type": "image_url", "image_url": "https://x" }] }""", "wrong_type", "/content/0/image_url")]
    [InlineData("""{ "role": "user", "content": [{ "type": "image_url", "image_url": {} }] }""", "missing_member", "/content/0/image_url/url")]
    [InlineData("""{ "role": "user", "content": [{ "type": "input_audio", "input_audio": { "data": "" } }] }""", "missing_member", "/content/0/input_audio/format")]
    [InlineData("""{ "role": "user", "content": [{ "type": "file" }] }""", "missing_member", "/content/0/file")]
    [InlineData("""{ "role": "system", "content": [{ "type": "image_url", "image_url": { "url": "u" } }] }""", "invalid_value", "/content/0/type")]
    [InlineData("""{ "role": "assistant" }""", "missing_member", "/content")]
    [InlineData("""{ "role": "assistant", "tool_calls": {} }""", "wrong_type", "/tool_calls")]
    [InlineData("""{ "role": "assistant", "tool_calls": [{ "type": "function", "function": { "name": "f", "arguments": "{}" } }] }""", "missing_member", "/tool_calls/0/id")]
    [InlineData("""{ "role": "assistant", "tool_calls": [{ "id": "1", "type": "function" }] }""", "missing_member", "/tool_calls/0/function")]
    [InlineData("""{ "role": "assistant", "tool_calls": [{ "id": "1", "type": "function", "function": { "name": "f", "arguments": {} } }] }""", "wrong_type", "/tool_calls/0/function/arguments")]
    [InlineData("""{ "role": "tool", "content": "x" }""", "missing_member", "/tool_call_id")]
    [InlineData("""{ "role": "tool", "tool_call_id": "1" }""", "missing_member", "/content")]
    [InlineData("""{ "role": "function", "content": "x" }""", "missing_member", "/name")]
    public void Check_BadMessage_IsRefusedAtItsPointer(string message, string code, string pointer) =>
        AssertOne($$"""{ "model": "m", "messages": [{{User}}, {{message}}] }""", code, $"/messages/1{pointer}");

    [Theory]
    [InlineData("""{ "role": "tool", "tool_call_id": "1", "content": "x" }""", "/messages/1/tool_call_id")]
    [InlineData("""{ "role": "assistant", "tool_calls": [{ "id": "1" }] }""", "/messages/1/tool_calls/0")]
    [InlineData("""{ "role": "assistant", "tool_calls": [{ "id": "1" }] }, { "role": "user", "content": "x" }""", "/messages/1/tool_calls/0")]
    [InlineData("""{ "role": "assistant", "tool_calls": [{ "id": "1" }, { "id": "2" }] }, { "role": "tool", "tool_call_id": "2", "content": "x" }""", "/messages/1/tool_calls/0")]
    [InlineData("""{ "role": "assistant", "tool_calls": [{ "id": "1" }] }, { "role": "tool", "tool_call_id": "1", "content": "x" }, { "role": "tool", "tool_call_id": "1", "content": "x" }""", "/messages/3/tool_call_id")]
    [InlineData("""{ "role": "assistant", "tool_calls": [{ "id": "1" }, { "id": "1" }] }, { "role": "tool", "tool_call_id": "1", "content": "x" }""", "/messages/1/tool_calls/1/id")]
    public void Check_CallsAndResultsThatDoNotMeet_AreRefusedAtTheirPointer(string messages, string pointer) =>
        AssertOne($$"""{ "model": "m", "messages": [{{User}}, {{messages}}] }""", "invalid_value", pointer);

    [Theory]
    [InlineData("\"temperature\": 2.5", "out_of_range", "/temperature")]
    [InlineData("\"temperature\": \"1\"", "wrong_type", "/temperature")]
    [InlineData("\"temperature\": -0.1", "out_of_range", "/temperature")]
    [InlineData("\"temperature\": 1e400", "out_of_range", "/temperature")]
    [InlineData("\"top_p\": 1.01", "out_of_range", "/top_p")]
    [InlineData("\"presence_penalty\": -3", "out_of_range", "/presence_penalty")]
    [InlineData("\"frequency_penalty\": 3", "out_of_range", "/frequency_penalty")]
    [InlineData("\"n\": 0", "out_of_range", "/n")]
    [InlineData("\"n\": 129", "out_of_range", "/n")]
    [InlineData("\"n\": 1.5", "out_of_range", "/n")]
    [InlineData("\"max_tokens\": 0", "out_of_range", "/max_tokens")]
    [InlineData("\"max_tokens\": \"10\"", "wrong_type", "/max_tokens")]
    [InlineData("\"max_completion_tokens\": -1", "out_of_range", "/max_completion_tokens")]
    [InlineData("\"seed\": 0.5", "out_of_range", "/seed")]
    [InlineData("\"top_logprobs\": 21", "out_of_range", "/top_logprobs")]
    [InlineData("\"logprobs\": 1", "wrong_type", "/logprobs")]
    [InlineData("\"stop\": 1", "wrong_type", "/stop")]
    [InlineData("\"stop\": [\"1\",\"2\",\"3\",\"4\",\"5\"]", "out_of_range", "/stop")]
    [InlineData("\"stop\": []", "out_of_range", "/stop")]
    [InlineData("\"stop\": [\"1\", 2]", "wrong_type", "/stop/1")]
    [InlineData("\"stream\": \"yes\"", "wrong_type", "/stream")]
    [InlineData("\"stream_options\": true", "wrong_type", "/stream_options")]
    [InlineData("\"stream_options\": {\"include_usage\": \"yes\"}", "wrong_type", "/stream_options/include_usage")]
    [InlineData("\"logit_bias\": []", "wrong_type", "/logit_bias")]
    [InlineData("\"user\": 7", "wrong_type", "/user")]
    [InlineData("\"tools\": {}", "wrong_type", "/tools")]
    [InlineData("\"tools\": [1]", "wrong_type", "/tools/0")]
    [InlineData("\"tools\": [{ \"type\": \"function\", \"function\": {} }]", "missing_member", "/tools/0")]
    [InlineData("\"tool_choice\": 1", "wrong_type", "/tool_choice")]
    [InlineData("\"tool_choice\": \"any\"", "invalid_value", "/tool_choice")]
    [InlineData("\"response_format\": \"json\"", "wrong_type", "/response_format")]
    [InlineData("\"response_format\": {}", "missing_member", "/response_format")]
    [InlineData("\"response_format\": { \"type\": \"yaml\" }", "invalid_value", "/response_format/type")]
    [InlineData("\"response_format\": { \"type\": \"json_schema\", \"json_schema\": {} }", "missing_member", "/response_format")]
    public void Check_BadMember_IsRefusedAtItsPointer(string member, string code, string pointer) =>
        AssertOne($$"""{ "model": "m", "messages": [{{User}}], {{member}} }""", code, pointer);

    [Theory]
    [InlineData("\"temperature\": 0, \"top_p\": 1, \"n\": 1, \"max_tokens\": 1, \"seed\": -5, \"stop\": \"END\", \"stream\": false")]
    [InlineData("\"stream\": true, \"stream_options\": {\"include_usage\": true, \"include_obfuscation\": null, \"later\": 1}")]
    [InlineData("\"temperature\": null, \"stop\": null, \"stream\": null, \"tools\": null, \"response_format\": null, \"aiproxy\": null")]
    [InlineData("\"brand_new_member\": { \"x\": [] }, \"\": 1")]
    [InlineData("\"response_format\": { \"type\": \"json_object\" }, \"tool_choice\": { \"type\": \"function\", \"function\": { \"name\": \"f\" } }")]
    public void Check_GoodMembers_Pass(string members) => Assert.Empty(Check($$"""{ "model": "m", "messages": [{{User}}], {{members}} }"""));

    [Theory]
    [InlineData("""{ "role": "developer", "content": "be brief" }""")]
    [InlineData("""{ "role": "system", "content": [{ "type": "text", "text": "a" }], "name": "n" }""")]
    [InlineData("""{ "role": "user", "content": "" }""")]
    [InlineData("""{ "role": "user", "content": [{ "type": "text", "text": "a" }, { "type": "image_url", "image_url": { "url": "data:," } }, { "type": "video_url", "video_url": {} }] }""")]
    [InlineData("""{ "role": "assistant", "content": null, "tool_calls": [{ "id": "1", "type": "function", "function": { "name": "f", "arguments": "not json" } }] }, { "role": "tool", "tool_call_id": "1", "content": "42" }""")]
    [InlineData("""{ "role": "assistant", "tool_calls": [{ "id": "1", "type": "custom" }, { "id": "2", "type": "custom" }] }, { "role": "tool", "tool_call_id": "2", "content": "2" }, { "role": "tool", "tool_call_id": "1", "content": [{ "type": "text", "text": "1" }] }, { "role": "user", "content": "So?" }""")]
    [InlineData("""{ "role": "assistant", "refusal": "no" }""")]
    [InlineData("""{ "role": "assistant", "content": "x", "tool_calls": null }""")]
    [InlineData("""{ "role": "function", "name": "f", "content": null }""")]
    public void Check_GoodMessages_Pass(string message) => Assert.Empty(Check($$"""{ "model": "m", "messages": [{{User}}, {{message}}] }"""));

    [Fact]
    public void Check_ManyBrokenMessages_StopsCounting()
    {
        string messages = string.Join(",", Enumerable.Repeat("1", 10_000));

        List<Complaint> complaints = Check($$"""{ "model": "m", "messages": [{{messages}}] }""");

        Assert.Equal(20, complaints.Count);
        Assert.EndsWith("/messages/5 ...", complaints.ToError().Message, StringComparison.Ordinal);
    }

    private static void AssertOne(string request, string code, string pointer)
    {
        Complaint complaint = Assert.Single(Check(request));
        Assert.Equal((code, pointer, 400), (complaint.Code, complaint.Pointer, complaint.Status));
        Assert.NotEmpty(complaint.Message);
    }

    private static List<Complaint> Check(string request)
    {
        using JsonDocument document = JsonDocument.Parse(request);
        return RequestRules.Check(document.RootElement);
    }
}
