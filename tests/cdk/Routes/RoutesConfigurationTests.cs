using System.Text.Json;

namespace AiProxy.Cdk.Tests.Routes;

public sealed class RoutesConfigurationTests(StackFixture stack)
{
    [Fact]
    public void Routes_OfTheFile_AreAVersionThatIsKept()
    {
        KeyValuePair<string, JsonElement> version = stack.Resources("AWS::AppConfig::HostedConfigurationVersion").Single();
        Assert.Equal(stack.Deployment.RoutesText, version.Value.GetProperty("Properties").GetProperty("Content").GetString());
        // What going back goes back to.
        Assert.Equal("Retain", version.Value.GetProperty("DeletionPolicy").GetString());
        Assert.Equal("Retain", version.Value.GetProperty("UpdateReplacePolicy").GetString());
        Assert.Equal(version.Key, stack.PropertiesOf("AWS::AppConfig::Deployment").GetProperty("ConfigurationVersion").GetProperty("Ref").GetString());
    }

    [Fact]
    public void Versions_OfRoutes_AreCheckedByValidateRoutes()
    {
        JsonElement validator = Assert.Single(stack.PropertiesOf("AWS::AppConfig::ConfigurationProfile").GetProperty("Validators").EnumerateArray());
        Assert.Equal("LAMBDA", validator.GetProperty("Type").GetString());
        string function = stack.FunctionId("ValidateRoutes");
        Assert.Equal(function, validator.GetProperty("Content").GetProperty("Fn::GetAtt")[0].GetString());
        JsonElement permission = stack.PropertiesOf("AWS::Lambda::Permission", "Routes");
        Assert.Equal("appconfig.amazonaws.com", permission.GetProperty("Principal").GetString());
        Assert.Equal("AWS::AccountId", permission.GetProperty("SourceAccount").GetProperty("Ref").GetString());
        Assert.Equal(function, permission.GetProperty("FunctionName").GetProperty("Fn::GetAtt")[0].GetString());
        JsonElement variables = stack.FunctionProperties("ValidateRoutes").GetProperty("Environment").GetProperty("Variables");
        // A route that names another secret would be refused by IAM at its first call.
        Assert.Equal("aiproxy/anthropic,aiproxy/openai,team/gemini", variables.GetProperty("ALLOWED_SECRETS").GetString());
        Assert.Equal("25000", variables.GetProperty("MAX_DEADLINE_MS").GetString());
    }

    [Fact]
    public void Alarms_OfRollback_TakeNewRoutesBack()
    {
        JsonElement[] monitors = [.. stack.PropertiesOf("AWS::AppConfig::Environment").GetProperty("Monitors").EnumerateArray()];
        IEnumerable<string> alarms = monitors.Select(monitor => monitor.GetProperty("AlarmArn").GetProperty("Fn::GetAtt")[0].GetString()!);
        Assert.Equal(stack.RollbackAlarms, alarms.Order(StringComparer.Ordinal));
        JsonElement strategy = stack.PropertiesOf("AWS::AppConfig::DeploymentStrategy");
        Assert.Equal(2, strategy.GetProperty("DeploymentDurationInMinutes").GetInt32());
        Assert.Equal(5, strategy.GetProperty("FinalBakeTimeInMinutes").GetInt32());
    }
}
