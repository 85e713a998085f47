using System.Net;
using System.Text.Json;

namespace AiProxy.EndToEnd.Tests;

/// <summary>A workflow is a file: dropped into the folder and named by a route, it serves that route.</summary>
public sealed class WorkflowTests
{
    private const string Greeting = """
        {
          "QueryLanguage": "JSONata",
          "StartAt": "Greet",
          "States": {
            "Greet": {
              "Type": "Pass",
              "Output": {
                "statusCode": 200,
                "headers": { "content-type": "application/json", "aiproxy-made-by": "greeting" },
                "body": "{% $string({'hello': $states.input.request.inline.messages[0].content}) %}"
              },
              "End": true
            }
          }
        }
        """;

    private const string Routes = """
        {
          "providers": {"openai": {} },
          "routes": {"greet": {"workflow": "greeting", "targets": ["openai/gpt-5.2"]}, "chat": {"targets": ["openai/gpt-5.2"]} }
        }
        """;

    [Fact]
    public async Task Workflow_OfARoutesOwn_ServesThatRoute()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes, new Dictionary<string, string> { ["greeting.asl.json"] = Greeting });

        using HttpResponseMessage response = await host.PostAsync("""{"model":"greet","messages":[{"role":"user","content":"world"}]}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("greeting", response.Headers.GetValues("aiproxy-made-by").Single());
        Assert.Equal("world", (await response.JsonAsync()).GetProperty("hello").GetString());
        Assert.Empty(host.Simulators.Calls);
    }

    [Fact]
    public async Task Workflow_EndsInFail_Is500InOpenAisShape()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes, new Dictionary<string, string>
        {
            ["greeting.asl.json"] = """{"QueryLanguage":"JSONata","StartAt":"No","States":{"No":{"Type":"Fail","Error":"Greeting.Refused","Cause":"a secret reason"}}}""",
        });

        using HttpResponseMessage response = await host.PostAsync("""{"model":"greet","messages":[{"role":"user","content":"world"}]}""");

        JsonElement error = (await response.JsonAsync()).GetProperty("error");
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("workflow_failed", error.GetProperty("code").GetString());
        Assert.Contains("Greeting.Refused", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret reason", error.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workflow_OutputIsNoResponse_SaysWhatItMustBe()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes, new Dictionary<string, string>
        {
            ["greeting.asl.json"] = """{"QueryLanguage":"JSONata","StartAt":"No","States":{"No":{"Type":"Pass","Output":{"hello":"world"},"End":true}}}""",
        });

        using HttpResponseMessage response = await host.PostAsync("""{"model":"greet","messages":[{"role":"user","content":"world"}]}""");

        Assert.Equal("workflow_output_invalid", (await response.JsonAsync()).GetProperty("error").GetProperty("code").GetString());
    }
}
