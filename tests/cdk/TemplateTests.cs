using System.Text.Json;

namespace AiProxy.Cdk.Tests;

/// <summary>What the template as a whole holds, and does not.</summary>
public sealed class TemplateTests(StackFixture stack)
{
    [Fact]
    public void Functions_OfTheStack_AreTheSevenAndNoHelperOfTheLibrarys()
    {
        string[] expected = [.. Deployment.Functions.Select(name => "AiProxy-" + name)];
        IEnumerable<string> names = stack.Resources("AWS::Lambda::Function").Values
            .Select(function => function.GetProperty("Properties").GetProperty("FunctionName").GetString()!);
        Assert.Equal(expected.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("Custom::", stack.Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_OfTheStack_AreReadyToPaste()
    {
        JsonElement outputs = stack.Json.GetProperty("Outputs");
        string[] expected =
        [
            "BaseUrl", "Curl", "KeysTableName", "PayloadBucketName", "RecordsTableName", "RestApiId", "RoutesConfiguration", "StateMachineArn", "UsagePlanId",
        ];
        Assert.Superset(expected.ToHashSet(), outputs.EnumerateObject().Select(output => output.Name).ToHashSet());
        string api = stack.IdOf("AWS::ApiGateway::RestApi");
        string stage = stack.IdOf("AWS::ApiGateway::Stage");
        string url = $"https://{{{api}}}.execute-api.{{AWS::Region}}.{{AWS::URLSuffix}}/{{{stage}}}/v1";
        Assert.Equal(url, Text("BaseUrl"));
        Assert.StartsWith($"curl {url}/chat/completions -H \"Authorization: Bearer $AIPROXY_KEY\"", Text("Curl"), StringComparison.Ordinal);
        // The first of the routes' file.
        Assert.Contains("""-d '{"model":"gpt","messages":""", Text("Curl"), StringComparison.Ordinal);
        Assert.Equal($"{{{stack.IdOf("AWS::StepFunctions::StateMachineAlias")}}}", Text("StateMachineArn"));

        string Text(string output) => Statement.TextOf(outputs.GetProperty(output).GetProperty("Value"));
    }

    [Fact]
    public void LogGroups_All_AreKeptAsLongAsSaid()
    {
        Dictionary<string, JsonElement> groups = stack.Resources("AWS::Logs::LogGroup");
        Assert.True(groups.Count >= Deployment.Functions.Length + 2);
        Assert.All(groups.Values, group => Assert.Equal(30, group.GetProperty("Properties").GetProperty("RetentionInDays").GetInt32()));
    }
}
