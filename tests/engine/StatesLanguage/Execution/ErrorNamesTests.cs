using AiProxy.StatesLanguage.Tasks;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

/// <summary>Which catchers take an error that a task reports, and names that the specification has and Step Functions does not report.</summary>
public sealed class ErrorNamesTests
{
    private const string Missing = "'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f','Parameters':{'x.$':'$.missing'}";
    private const string NoMatch = "{'Type':'Choice','Choices':[{'Variable':'$.a','IsNull':true,'Next':'C'}]},'C':{'Type':'Succeed'}";

    [Theory]
    [InlineData("States.Permissions")]
    [InlineData("States.Http.StatusCode.503")]
    [InlineData("States.Http.Socket")]
    [InlineData("States.ResultWriterFailed")]
    [InlineData("Lambda.ServiceException")]
    [InlineData("Lambda.AWSLambdaException")]
    [InlineData("Lambda.SdkClientException")]
    [InlineData("Lambda.ClientExecutionTimeoutException")]
    [InlineData("Lambda.TooManyRequestsException")]
    [InlineData("Sandbox.Timedout")]
    public async Task Error_ThatATaskReports_IsCaughtByItsNameAndByTheGeneralOnes(string name)
    {
        foreach (var caught in (string[])[name, "States.TaskFailed", "States.ALL"])
        {
            var result = await RunAsync("'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f'", caught, name);

            Assert.Equal(Json($"{{'Error':'{name}','Cause':'why'}}"), result.Output);
        }
    }

    [Theory]
    [InlineData("States.ParameterPathFailure", Missing, "States.Runtime")]
    [InlineData("States.NoChoiceMatched", "'Type':'Parallel','Branches':[{'StartAt':'B','States':{'B':" + NoMatch + "}}]", "States.Runtime")]
    [InlineData("States.BranchFailed", "'Type':'Parallel','Branches':[{'StartAt':'B','States':{'B':{'Type':'Fail','Error':'Mine'}}}]", "Mine")]
    public async Task NameOfTheSpecification_StepFunctionsReportsAnother_CatchesNothing(string name, string state, string reported)
    {
        var result = await RunAsync(state, name, "unused");

        Assert.Equal((ExecutionStatus.Failed, reported), (result.Status, result.Error));
    }

    private static async Task<ExecutionResult> RunAsync(string state, string caught, string error)
    {
        var machine = Parse($"{{'StartAt':'A','States':{{'A':{{{state},'Catch':[{{'ErrorEquals':['{caught}'],'Next':'Z'}}],'Next':'Z'}},'Z':{{'Type':'Succeed'}}}}}}");
        var failing = new FakeHandler(_ => TaskOutcome.Failure(error, "why"));
        return await Engine(Clock(), ("f", failing)).ExecuteAsync(machine, Json("{'a':1}"), null, TestContext.Current.CancellationToken);
    }
}
