namespace AiProxy.Cdk.Tests;

/// <summary>Who may do what, over every policy of the template.</summary>
public sealed class PermissionTests(StackFixture stack)
{
    private static readonly string[] Principals = [.. Deployment.Functions, Statement.StateMachine];

    [Fact]
    public void Secrets_OfProviders_AreReadByCallProviderAlone()
    {
        foreach (string principal in Principals)
        {
            Statement[] statements = [.. stack.StatementsOf(principal).Where(statement => statement.IsOf("secretsmanager"))];
            if (principal != "CallProvider")
            {
                Assert.Empty(statements);
                continue;
            }
            Statement statement = Assert.Single(statements);
            Assert.Equal(["secretsmanager:GetSecretValue"], statement.Actions);
            const string Prefix = "arn:{AWS::Partition}:secretsmanager:{AWS::Region}:{AWS::AccountId}:secret:";
            Assert.Equal([Prefix + "aiproxy/anthropic-??????", Prefix + "aiproxy/openai-??????", Prefix + "team/gemini-??????"], statement.Resources);
        }
    }

    [Theory]
    [InlineData("Validate")]
    [InlineData("Transform")]
    [InlineData("CallProvider", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem")]
    [InlineData("Merge", "dynamodb:GetItem")]
    [InlineData("Gateway", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem")]
    [InlineData("Authorize")]
    [InlineData("ValidateRoutes")]
    [InlineData(Statement.StateMachine)]
    public void Table_OfRecords_IsOpenToWhatIsNeeded(string principal, params string[] actions) =>
        AssertAllowed(principal, $"{{{stack.IdOf("AWS::DynamoDB::Table", "Records")}}}", actions);

    [Fact]
    public void Table_OfKeys_IsReadByAuthorizeAlone()
    {
        foreach (string principal in Principals)
            AssertAllowed(principal, $"{{{stack.IdOf("AWS::DynamoDB::Table", "Keys")}}}", principal == "Authorize" ? ["dynamodb:GetItem"] : []);
    }

    [Theory]
    [InlineData("Validate", "s3:GetObject")]
    [InlineData("Transform", "s3:GetObject", "s3:PutObject")]
    [InlineData("CallProvider", "s3:GetObject", "s3:PutObject")]
    [InlineData("Merge", "s3:GetObject", "s3:PutObject")]
    [InlineData("Gateway", "s3:GetObject", "s3:PutObject")]
    [InlineData("Authorize")]
    [InlineData("ValidateRoutes")]
    [InlineData(Statement.StateMachine)]
    public void Bucket_OfPayloads_IsOpenToWhatIsNeeded(string principal, params string[] actions)
    {
        AssertAllowed(principal, $"{{{stack.IdOf("AWS::S3::Bucket")}}}/*", actions);
        AssertAllowed(principal, $"{{{stack.IdOf("AWS::S3::Bucket")}}}", actions.Length == 0 ? [] : ["s3:ListBucket"]);
    }

    [Fact]
    public void Routes_AreRead_ByValidateAndGatewayAlone()
    {
        string routes = $"{{{stack.IdOf("AWS::AppConfig::Application")}}}/environment/{{{stack.IdOf("AWS::AppConfig::Environment")}}}"
            + $"/configuration/{{{stack.IdOf("AWS::AppConfig::ConfigurationProfile")}}}";
        string resource = $"arn:{{AWS::Partition}}:appconfig:{{AWS::Region}}:{{AWS::AccountId}}:application/{routes}";
        foreach (string principal in Principals)
        {
            AssertAllowed(
                principal, resource, principal is "Validate" or "Gateway" ? ["appconfig:GetLatestConfiguration", "appconfig:StartConfigurationSession"] : []);
        }
    }

    [Fact]
    public void Workflow_IsStarted_ByTheGatewayThroughTheAliasAlone()
    {
        string machine = stack.IdOf("AWS::StepFunctions::StateMachine");
        foreach (string principal in Principals)
            AssertAllowed(principal, $"{{{machine}}}", principal == "Gateway" ? ["states:StartSyncExecution"] : []);
        stack.Template.HasResourceProperties("AWS::IAM::Policy", new Dictionary<string, object>
        {
            ["PolicyDocument"] = new Dictionary<string, object>
            {
                ["Statement"] = Amazon.CDK.Assertions.Match.ArrayWith(
                [
                    new Dictionary<string, object>
                    {
                        ["Action"] = "states:StartSyncExecution",
                        ["Condition"] = new Dictionary<string, object>
                        {
                            ["ForAnyValue:StringEquals"] = new Dictionary<string, object> { ["states:StateMachineQualifier"] = new[] { "live" } },
                        },
                        ["Effect"] = "Allow",
                        ["Resource"] = new Dictionary<string, object> { ["Ref"] = machine },
                    },
                ]),
            },
        });
    }

    [Fact]
    public void StateMachine_Invokes_JustTheFunctionsOfTheWorkflow()
    {
        Statement invoke = Assert.Single(stack.StatementsOf(Statement.StateMachine), statement => statement.IsOf("lambda"));
        Assert.Equal(["lambda:InvokeFunction"], invoke.Actions);
        // Every version of the four: an execution under way during a deployment names the versions before it.
        string[] expected = [.. Deployment.Workflow.Select(function => $"{{{stack.FunctionId(function)}}}:*")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), invoke.Resources.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Function_Logs_OnlyIntoItsOwnGroup()
    {
        foreach (string function in Deployment.Functions)
        {
            string group = stack.FunctionProperties(function).GetProperty("LoggingConfig").GetProperty("LogGroup").GetProperty("Ref").GetString()!;
            Statement logs = Assert.Single(stack.StatementsOf(function), statement => statement.IsOf("logs"));
            Assert.Equal(["logs:CreateLogStream", "logs:PutLogEvents"], logs.Actions);
            Assert.Equal([$"{{{group}}}"], logs.Resources);
        }
    }

    [Fact]
    public void Services_ThatFunctionsUse_AreTheOnesLookedAtHere()
    {
        string[] known = ["appconfig", "dynamodb", "logs", "s3", "secretsmanager", "states", "xray"];
        IEnumerable<string> services = Deployment.Functions.SelectMany(stack.StatementsOf)
            .SelectMany(statement => statement.Actions).Select(action => action.Split(':')[0]).Distinct();
        Assert.Equal(known, services.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void StateMachine_Role_IsAssumedForThisAccountOnly() =>
        stack.Template.HasResourceProperties("AWS::IAM::Role", new Dictionary<string, object>
        {
            ["AssumeRolePolicyDocument"] = new Dictionary<string, object>
            {
                ["Statement"] = new object[]
                {
                    new Dictionary<string, object>
                    {
                        ["Action"] = "sts:AssumeRole",
                        ["Condition"] = new Dictionary<string, object>
                        {
                            ["StringEquals"] = new Dictionary<string, object>
                            {
                                ["aws:SourceAccount"] = new Dictionary<string, object> { ["Ref"] = "AWS::AccountId" },
                            },
                        },
                        ["Effect"] = "Allow",
                        ["Principal"] = new Dictionary<string, object> { ["Service"] = "states.amazonaws.com" },
                    },
                },
            },
        });

    private void AssertAllowed(string principal, string resource, string[] actions)
    {
        Statement[] statements = [.. stack.StatementsOf(principal).Where(statement => statement.Resources.Contains(resource))];
        Assert.Equal(actions, statements.SelectMany(statement => statement.Actions).Order(StringComparer.Ordinal));
        Assert.All(statements, statement => Assert.Equal([resource], statement.Resources));
    }
}
