using System.Text.Json;

namespace AiProxy.Cdk.Tests.Workflow;

public sealed class AggregateWorkflowTests(StackFixture stack)
{
    private static string WorkflowFile => Path.Combine(Deployment.Project.Root, "statemachines", "aggregate.asl.json");

    private JsonElement Machine => stack.PropertiesOf("AWS::StepFunctions::StateMachine");

    [Fact]
    public void StateMachine_OfTheStack_IsTheExpressOneOfTheFile()
    {
        Assert.Equal("EXPRESS", Machine.GetProperty("StateMachineType").GetString());
        Assert.Equal(File.ReadAllText(WorkflowFile), Machine.GetProperty("DefinitionString").GetString());
    }

    [Fact]
    public void Substitutions_OfTheDefinition_ArePublishedVersionsOfTheirFunctions()
    {
        var substitutions = Machine.GetProperty("DefinitionSubstitutions").EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetProperty("Ref").GetString()!);
        Assert.Equal(["CallProviderArn", "MergeArn", "TransformArn", "ValidateArn"], substitutions.Keys.Order(StringComparer.Ordinal));
        Dictionary<string, JsonElement> versions = stack.Resources("AWS::Lambda::Version");
        foreach ((string name, string version) in substitutions)
        {
            string function = versions[version].GetProperty("Properties").GetProperty("FunctionName").GetProperty("Ref").GetString()!;
            Assert.Equal(stack.FunctionId(name[..^"Arn".Length]), function);
        }
    }

    [Fact]
    public void Alias_OfTheStateMachine_TakesANewVersionOverByCanaryAndBackOnAlarms()
    {
        JsonElement alias = stack.PropertiesOf("AWS::StepFunctions::StateMachineAlias");
        Assert.Equal("live", alias.GetProperty("Name").GetString());
        JsonElement preference = alias.GetProperty("DeploymentPreference");
        Assert.Equal("CANARY", preference.GetProperty("Type").GetString());
        Assert.Equal((10, 5), (preference.GetProperty("Percentage").GetInt32(), preference.GetProperty("Interval").GetInt32()));
        IEnumerable<string> alarms = preference.GetProperty("Alarms").EnumerateArray().Select(alarm => alarm.GetProperty("Ref").GetString()!);
        Assert.Equal(stack.RollbackAlarms, alarms.Order(StringComparer.Ordinal));
        Assert.Equal(3, stack.RollbackAlarms.Count());

        KeyValuePair<string, JsonElement> version = stack.Resources("AWS::StepFunctions::StateMachineVersion").Single();
        Assert.Equal(version.Key, preference.GetProperty("StateMachineVersionArn").GetProperty("Fn::GetAtt")[0].GetString());
        // The version before stays: the alias goes back to it.
        Assert.Equal("Retain", version.Value.GetProperty("UpdateReplacePolicy").GetString());
        // Another definition makes another version.
        JsonElement revision = version.Value.GetProperty("Properties").GetProperty("StateMachineRevisionId").GetProperty("Fn::GetAtt");
        Assert.Equal([stack.IdOf("AWS::StepFunctions::StateMachine"), "StateMachineRevisionId"], revision.EnumerateArray().Select(part => part.GetString()!));
    }

    [Fact]
    public void Alarms_OfRollback_WatchWhatIsThere()
    {
        string template = stack.Json.GetProperty("Resources").GetRawText();
        // By name, so that the alarms can guard what they watch: a name that nothing has would never go off.
        foreach (string function in new[] { "AiProxy-Validate", "AiProxy-Transform", "AiProxy-Merge" })
        {
            Assert.Contains(stack.Resources("AWS::Lambda::Function").Values, entry => entry.GetProperty("Properties").GetProperty("FunctionName").GetString() == function);
            Assert.Contains($"\"Value\": \"{function}\"", template, StringComparison.Ordinal);
        }
        Assert.Equal("AiProxy-Aggregate", Machine.GetProperty("StateMachineName").GetString());
        Assert.Contains(":stateMachine:AiProxy-Aggregate\"", template, StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_OfTheStateMachine_TellErrorsWithoutPrompts()
    {
        JsonElement logging = Machine.GetProperty("LoggingConfiguration");
        Assert.Equal("ERROR", logging.GetProperty("Level").GetString());
        Assert.False(logging.GetProperty("IncludeExecutionData").GetBoolean());
        JsonElement destination = logging.GetProperty("Destinations")[0].GetProperty("CloudWatchLogsLogGroup");
        string group = destination.GetProperty("LogGroupArn").GetProperty("Fn::GetAtt")[0].GetString()!;
        string name = stack.Resources("AWS::Logs::LogGroup")[group].GetProperty("Properties").GetProperty("LogGroupName").GetString()!;
        Assert.StartsWith("/aws/vendedlogs/states/", name, StringComparison.Ordinal);
    }

    [Fact]
    public void StateMachine_OfTheStack_IsTraced() =>
        stack.Template.HasResourceProperties("AWS::StepFunctions::StateMachine", new Dictionary<string, object>
        {
            ["TracingConfiguration"] = new Dictionary<string, object> { ["Enabled"] = true },
        });

    [Fact]
    public void Timeouts_OfWorkflowAndFunctions_FitExpress()
    {
        using JsonDocument definition = JsonDocument.Parse(File.ReadAllText(WorkflowFile));
        int workflow = definition.RootElement.GetProperty("TimeoutSeconds").GetInt32();
        Assert.InRange(workflow, 1, 300);
        int call = stack.FunctionProperties("CallProvider").GetProperty("Timeout").GetInt32();
        Assert.True(call >= workflow, "CallProvider must not be cut short before the workflow is.");
    }

    [Fact]
    public void Stack_WithOtherLogSettings_PassesThemOn()
    {
        using var deployment = new Deployment();
        (Amazon.CDK.Assertions.Template template, _) = StackFixture.Make(deployment, ("workflowLogLevel", "ALL"), ("workflowLogExecutionData", "true"));
        template.HasResourceProperties("AWS::StepFunctions::StateMachine", new Dictionary<string, object>
        {
            ["LoggingConfiguration"] = new Dictionary<string, object> { ["Level"] = "ALL", ["IncludeExecutionData"] = true },
        });
    }
}
