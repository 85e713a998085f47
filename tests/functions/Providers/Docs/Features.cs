namespace AiProxy.Providers.Tests.Docs;

/// <summary>What the page has a row for.</summary>
internal static class Features
{
    private const string Tool = """
        {"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{}}}}
        """;

    private const string Called = """
        {"role":"user","content":"Hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"ARGUMENTS"}}]}
        """;

    private const string Answered = """
        {"role":"tool","tool_call_id":"c","content":"42"}
        """;

    public static readonly Feature[] Messages =
    [
        new("`system` and `developer` messages", """ "messages":[{"role":"system","content":"s"},{"role":"user","content":"Hi"}] """.Trim()),
        new("a conversation that the assistant opens", """ "messages":[{"role":"assistant","content":"a"},{"role":"user","content":"Hi"}] """.Trim()),
        new("a participant's `name`", """ "messages":[{"role":"user","name":"Ada","content":"Hi"}] """.Trim()),
        Part("image, `data:` URL, png or jpeg or webp", """{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}"""),
        Part("image, `data:` URL, gif", """{"type":"image_url","image_url":{"url":"data:image/gif;base64,R0lGODlh"}}"""),
        Part("image, https URL", """{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}"""),
        Part("image, URL in Google's file store", """{"type":"image_url","image_url":{"url":"https://generativelanguage.googleapis.com/v1beta/files/a"}}"""),
        Part("image, `detail` low or high", """{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo=","detail":"high"}}"""),
        Part("file, a PDF as `file_data`", """{"type":"file","file":{"file_data":"data:application/pdf;base64,JVBERi0="}}"""),
        Part("file, text as `file_data`", """{"type":"file","file":{"file_data":"data:text/plain;base64,SGk="}}"""),
        Part("file, `file_id`", """{"type":"file","file":{"file_id":"f"}}"""),
        Part("`input_audio`, wav or mp3", """{"type":"input_audio","input_audio":{"data":"SGk=","format":"wav"}}"""),
        Part("other parts (`video_url` ...)", """{"type":"video_url","video_url":{}}"""),
    ];

    public static readonly Feature[] Tools =
    [
        new("`tools`: functions", $"\"tools\":[{Tool}]"),
        new("`tools`: functions, `strict`", """ "tools":[{"type":"function","function":{"name":"f","strict":true}}] """.Trim()),
        new("`tools`: custom", """ "tools":[{"type":"custom","custom":{"name":"c"}}] """.Trim()),
        new("`tool_choice`: `auto`", $"\"tools\":[{Tool}],\"tool_choice\":\"auto\""),
        new("`tool_choice`: `none`", $"\"tools\":[{Tool}],\"tool_choice\":\"none\""),
        new("`tool_choice`: `required`", $"\"tools\":[{Tool}],\"tool_choice\":\"required\""),
        new("`tool_choice`: a named tool", $$$"""
            "tools":[{{{Tool}}}],"tool_choice":{"type":"function","function":{"name":"f"}}
            """),
        new("`tool_choice`: allowed tools", $$$$"""
            "tools":[{{{{Tool}}}}],"tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"f"}}]}}
            """),
        new("`parallel_tool_calls`: false", $"\"tools\":[{Tool}],\"parallel_tool_calls\":false"),
        new("calls and results in the history", $"\"messages\":[{Called.Replace("ARGUMENTS", "{}", StringComparison.Ordinal)},{Answered}]"),
        new("a call whose arguments are no JSON", $"\"messages\":[{Called.Replace("ARGUMENTS", "oops", StringComparison.Ordinal)},{Answered}]"),
        new("`functions`, `function_call` (the older way)", """ "functions":[{"name":"f"}] """.Trim()),
    ];

    public static readonly Feature[] Output =
    [
        new("`response_format`: `json_schema`", Schema("""{"type":"object","properties":{},"additionalProperties":false}""")),
        new("... with `minimum`, `maxLength` and the like", Schema("""{"type":"object","properties":{"a":{"type":"integer","minimum":1}},"additionalProperties":false}""")),
        new("... with `oneOf`", Schema("""{"oneOf":[{"type":"string"}]}""")),
        new("... with free members (`additionalProperties`: true)", Schema("""{"type":"object","additionalProperties":true}""")),
        new("`response_format`: `json_object`", """ "response_format":{"type":"json_object"} """.Trim()),
        new("`n` up to 8", "\"n\":2"),
        new("`n` above 8", "\"n\":9"),
        new("`max_tokens`, `max_completion_tokens`", "\"max_tokens\":9"),
        new("`stop`", "\"stop\":[\"END\"]"),
        new("`stop`, blank", "\"stop\":[\"\\n\"]"),
        new("`logprobs`, `top_logprobs`", "\"logprobs\":true,\"top_logprobs\":2"),
        new("`modalities` other than text, `audio`", "\"modalities\":[\"text\",\"audio\"],\"audio\":{}"),
        new("`verbosity`", "\"verbosity\":\"low\""),
        new("`web_search_options`", "\"web_search_options\":{}"),
    ];

    public static readonly Feature[] Thinking =
    [
        new("`reasoning_effort`, current models", "\"reasoning_effort\":\"high\"", ("anthropic", "claude-opus-4.6"), ("gemini", "gemini-3-pro")),
        new("... models that take a budget (Claude 3.7 to 4.5, Gemini 2.5)", "\"reasoning_effort\":\"high\"", ("anthropic", "claude-sonnet-4-5"), ("gemini", "gemini-2.5-pro")),
        new("... models that do not think (Claude 3.5, Gemini 2.0)", "\"reasoning_effort\":\"high\"", ("anthropic", "claude-3-5-haiku"), ("gemini", "gemini-2.0-flash")),
        new("... `minimal`", "\"reasoning_effort\":\"minimal\"", ("anthropic", "claude-opus-4.6"), ("gemini", "gemini-3-pro")),
        new("... `xhigh`", "\"reasoning_effort\":\"xhigh\"", ("anthropic", "claude-opus-4.6"), ("gemini", "gemini-3-pro")),
        new("... `none`", "\"reasoning_effort\":\"none\"", ("anthropic", "claude-opus-4.6"), ("gemini", "gemini-3-pro")),
        new("... with a forced tool", $"\"reasoning_effort\":\"high\",\"tools\":[{Tool}],\"tool_choice\":\"required\""),
        new("... with `temperature`", "\"reasoning_effort\":\"high\",\"temperature\":0.5"),
    ];

    public static readonly Feature[] Sampling =
    [
        new("`temperature` from 0 to 1", "\"temperature\":0.5"),
        new("`temperature` above 1", "\"temperature\":1.5"),
        new("`top_p`", "\"top_p\":0.5"),
        new("`top_k` (not OpenAI's)", "\"top_k\":5"),
        new("`seed`", "\"seed\":1"),
        new("`seed` of more than 32 bits", "\"seed\":4294967296"),
        new("`presence_penalty`, `frequency_penalty`", "\"presence_penalty\":0.5,\"frequency_penalty\":0.5"),
        new("`logit_bias`", "\"logit_bias\":{\"1\":1}"),
        new("`service_tier`", "\"service_tier\":\"flex\""),
        new("`user`, `metadata`, `store`, `safety_identifier`, `prompt_cache_*`, `prediction`", "\"user\":\"u\",\"metadata\":{},\"store\":true,\"safety_identifier\":\"s\",\"prompt_cache_key\":\"k\",\"prediction\":{}"),
        new("members that nobody here knows", "\"brand_new\":1"),
    ];

    private static Feature Part(string name, string part) => new(name, $$"""
        "messages":[{"role":"user","content":[{{part}},{"type":"text","text":"Hi"}]}]
        """);

    private static string Schema(string schema) => $$$"""
        "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{{{schema}}}}}
        """;
}
