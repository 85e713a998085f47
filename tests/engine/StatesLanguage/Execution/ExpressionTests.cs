using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;
using AiProxy.StatesLanguage.Tests.History;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

public sealed class ExpressionTests
{
    private const string Function = "'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f'";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Assign_OfTwoVariables_SeesTheEntrySnapshot()
    {
        var result = await RunAsync(Machine(
            "A",
            "'A':{'Type':'Pass','Assign':{'x':1,'y':2},'Next':'B'},"
            + "'B':{'Type':'Pass','Assign':{'x':'{% $y %}','y':'{% $x %}'},'Output':'{% [$x, $y] %}','Next':'C'},"
            + "'C':{'Type':'Pass','Output':{'before':'{% $states.input %}','after':'{% [$x, $y] %}'},'End':true}"));

        Assert.Equal("""{"before":[1,2],"after":[2,1]}""", result.Output.ToJson());
    }

    [Fact]
    public async Task Variables_InnerScope_ReadsOuterAndLosesItsOwn()
    {
        var result = await RunAsync(
            Machine(
                "A",
                "'A':{'Type':'Pass','Assign':{'outer':10},'Next':'M'},"
                + "'M':{'Type':'Map','ItemProcessor':{'StartAt':'I','States':{"
                + "'I':{'Type':'Pass','Assign':{'inner':'{% $states.input + $outer %}'},'Next':'J'},"
                + "'J':{'Type':'Pass','Output':'{% $inner %}','End':true}}},'Assign':{'sum':'{% $sum($states.result) %}'},'Next':'Z'},"
                + "'Z':{'Type':'Pass','Output':{'sum':'{% $sum %}','inner':'{% $exists($inner) %}'},'End':true}"),
            "[1,2]");

        Assert.Equal("""{"sum":23,"inner":false}""", result.Output.ToJson());
    }

    [Fact]
    public async Task Variables_OfBranches_AreEachBranchsOwn()
    {
        var result = await RunAsync(Machine(
            "P",
            "'P':{'Type':'Parallel','Branches':["
            + "{'StartAt':'A','States':{'A':{'Type':'Pass','Assign':{'v':1},'Next':'B'},'B':{'Type':'Pass','Output':'{% $v %}','End':true}}},"
            + "{'StartAt':'C','States':{'C':{'Type':'Pass','Assign':{'v':2},'Next':'D'},'D':{'Type':'Pass','Output':'{% $v %}','End':true}}},"
            + "{'StartAt':'E','States':{'E':{'Type':'Pass','Output':'{% $exists($v) %}','End':true}}}],'End':true}"));

        Assert.Equal("[1,2,false]", result.Output.ToJson());
    }

    [Theory]
    [InlineData("'Type':'Parallel','Branches':[{'StartAt':'I','States':{'I':{'Type':'Fail','Error':'E'}}}]")]
    [InlineData("'Type':'Map','Items':[1],'ItemProcessor':{'StartAt':'I','States':{'I':{'Type':'Fail','Error':'E'}}}")]
    public async Task Catch_OfAParallelOrMap_AssignsTheOuterScope(string fields)
    {
        var result = await RunAsync(Machine(
            "A",
            "'A':{'Type':'Pass','Assign':{'v':1},'Next':'P'},"
            + $"'P':{{{fields},'Catch':[{{'ErrorEquals':['E'],'Assign':{{'v':'{{% [$v, $states.errorOutput.Error] %}}'}},'Next':'Z'}}],'End':true}},"
            + "'Z':{'Type':'Pass','Output':'{% $v %}','End':true}"));

        Assert.Equal(Json("[1,'E']"), result.Output);
    }

    [Theory]
    [InlineData("'Seconds':'{% 2 + 1 %}'")]
    [InlineData("'Timestamp':'{% $states.input.until %}'")]
    public void Wait_ByAnExpression_WaitsAsLong(string field)
    {
        var clock = Clock();

        var result = clock.RunToEnd(
            () => Engine(clock).ExecuteAsync(
                Machine("A", $"'A':{{'Type':'Wait',{field},'End':true}}"), Json("{'until':'2026-11-24T12:00:03Z'}"), null, Cancel),
            TimeSpan.FromSeconds(0.5));

        Assert.Equal(TimeSpan.FromSeconds(3), result.StopTime - result.StartTime);
    }

    [Fact]
    public async Task Output_Undefined_FailsWithThePlaceAndTheExpression()
    {
        var result = await RunAsync(Machine(
            "A", "'A':{'Type':'Pass','Next':'B'},'B':{'Type':'Pass','Output':{'list':[1,{'x':'{%  $nothing %}'}]},'End':true}"));

        const string Cause =
            "An error occurred while executing the state 'B' (entered at the event id #4). The JSONata expression '$nothing' specified for the "
            + "field 'Output/list[1]/x' returned nothing (undefined).";
        Assert.Equal((ErrorNames.QueryEvaluationError, Cause), (result.Error, result.Cause));
        Assert.Equal(["4 3 PassStateEntered", "5 3 EvaluationFailed", "6 5 ExecutionFailed"], result.Lines()[3..]);
        Assert.Contains("\"location\":\"Output/list[1]/x\",\"state\":\"B\"", result.History!.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_Throws_FailsWithCodeAndMessage()
    {
        var result = await RunAsync(Machine("A", "'A':{'Type':'Pass','Output':'{% 1 + $string(1) %}','End':true}"));

        Assert.EndsWith(
            "The JSONata expression '1 + $string(1)' specified for the field 'Output' threw an error during evaluation. "
            + "T2002: The right side of the \"+\" operator must evaluate to a number",
            result.Cause,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Condition_NotABoolean_Fails()
    {
        var result = await RunAsync(Machine("A", "'A':{'Type':'Choice','Choices':[{'Condition':'{% 1 %}','Next':'B'}]},'B':{'Type':'Succeed'}"));

        Assert.EndsWith(
            "The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. "
            + "Expected 'boolean', but was 'number' for value: 1",
            result.Cause,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fail_Expressions_AreEvaluated()
    {
        var result = await RunAsync(
            Machine("A", "'A':{'Type':'Fail','Error':'{% $states.input.e %}','Cause':'{% $string($states.input) %}'}"), "{'e':'Oops'}");

        Assert.Equal(("Oops", """{"e":"Oops"}"""), (result.Error, result.Cause));
    }

    [Fact]
    public async Task Context_OfATask_HasEverything()
    {
        var handler = new FakeHandler(invocation => TaskOutcome.Success(invocation.Arguments));
        var machine = Machine("A", $"'A':{{{Function},'Arguments':'{{% $states.context %}}','End':true}}", StateMachineType.Standard);

        var result = await Engine(Clock(), ("f", handler)).ExecuteAsync(
            machine, Json("{'x':1}"), new ExecutionRequest { Name = "run", RoleArn = "role" }, Cancel);

        Assert.Equal(
            """{"Execution":{"Id":"arn:aws:states:us-east-1:000000000000:execution:Machine:run","Input":{"x":1},"StartTime":"2026-11-24T12:00:00Z","Name":"run","RoleArn":"role","RedriveCount":0},"StateMachine":{"Id":"arn:aws:states:us-east-1:000000000000:stateMachine:Machine","Name":"Machine"},"State":{"Name":"A","EnteredTime":"2026-11-24T12:00:00Z","RetryCount":0}}""",
            result.Output.ToJson());
    }

    [Theory]
    [InlineData(0, "2026-11-24T12:00:00Z")]
    [InlineData(40, "2026-11-24T12:00:00.040Z")]
    [InlineData(999, "2026-11-24T12:00:00.999Z")]
    public async Task Context_Times_HaveAFractionOnlyWhereItIsNotZero(int milliseconds, string expected)
    {
        var clock = Clock();
        clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        var result = await Engine(clock).ExecuteAsync(
            Machine("A", "'A':{'Type':'Pass','Output':'{% [$states.context.Execution.StartTime, $states.context.State.EnteredTime] %}','End':true}"),
            Value.Null,
            null,
            Cancel);

        Assert.Equal(Json($"['{expected}','{expected}']"), result.Output);
    }

    [Theory]
    [InlineData("'Output':{'{% 1 %}':2}", "{'{% 1 %}':2}")]
    [InlineData("'Output':' {% 1 %} '", "' {% 1 %} '")]
    [InlineData("'Output':['{% 1 + 1 %}',{'a':{'b':'{% 3 %}'}},null]", "[2,{'a':{'b':3}},null]")]
    public async Task Output_Expressions_AreWholeValuesAtAnyDepth(string fields, string expected)
    {
        var result = await RunAsync(Machine("A", $"'A':{{'Type':'Pass',{fields},'End':true}}"));

        Assert.Equal(Json(expected), result.Output);
    }

    [Fact]
    public async Task States_Bare_IsAnObject()
    {
        var result = await RunAsync(Machine("A", "'A':{'Type':'Pass','Output':'{% $keys($states) %}','End':true}"));

        Assert.Equal("""["input","context"]""", result.Output.ToJson());
    }

    [Fact]
    public async Task ItemSelector_SeesTheItemAndTheMapsInput()
    {
        var result = await RunAsync(
            Machine(
                "M",
                "'M':{'Type':'Map','Items':'{% $states.input.list %}','ItemSelector':{'i':'{% $states.context.Map.Item.Index %}','v':'{% $states.context.Map.Item.Value %}','k':'{% $states.input.k %}'},"
                + "'ItemProcessor':{'StartAt':'P','States':{'P':{'Type':'Pass','Output':{'in':'{% $states.input %}','v':'{% $states.context.Map.Item.Value %}'},'End':true}}},'End':true}"),
            "{'list':['a'],'k':true}");

        Assert.Equal("""[{"in":{"i":0,"v":"a","k":true},"v":"a"}]""", result.Output.ToJson());
    }

    [Fact]
    public async Task Arguments_AreEvaluatedAnewForEachAttempt()
    {
        var clock = Clock();
        var handler = new FakeHandler(invocation => invocation.Attempt < 3 ? TaskOutcome.Failure("X", null) : TaskOutcome.Success(invocation.Arguments));
        var machine = Machine(
            "A",
            $"'A':{{{Function},'Arguments':{{'n':'{{% $states.context.State.RetryCount %}}','t':'{{% $millis() %}}'}},'Retry':[{{'ErrorEquals':['X'],'BackoffRate':1}}],'End':true}}");

        var result = clock.RunToEnd(() => Engine(clock, ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel));

        Assert.Equal([0, 1, 2], handler.Invocations.Select(invocation => Member(invocation.Arguments, "n")));
        Assert.Equal(2000, Member(result.Output, "t") - Start.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Output_OfATaskFails_IsRetriedAndCaught()
    {
        var clock = Clock();
        var handler = new FakeHandler(_ => TaskOutcome.Success(Value.From(1)));
        var machine = Machine(
            "A",
            $"'A':{{{Function},'Output':'{{% $states.result.nope %}}','Retry':[{{'ErrorEquals':['States.QueryEvaluationError'],'MaxAttempts':1}}],"
            + "'Catch':[{'ErrorEquals':['States.ALL'],'Output':{'e':'{% $states.errorOutput.Error %}','r':'{% $exists($states.input.r) %}'},'Next':'B'}],'End':true},'B':{'Type':'Succeed'}");

        var result = clock.RunToEnd(() => Engine(clock, ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel));

        Assert.Equal("""{"e":"States.QueryEvaluationError","r":false}""", result.Output.ToJson());
        Assert.Equal(2, handler.Invocations.Count);
        Assert.Equal(["5 4 LambdaFunctionSucceeded", "6 5 EvaluationFailed", "7 6 LambdaFunctionScheduled"], result.Lines()[4..7]);
    }

    [Fact]
    public async Task Catch_OwnOutputFails_FailsTheState()
    {
        var handler = new FakeHandler(_ => TaskOutcome.Failure("X", null));
        var machine = Machine(
            "A",
            $"'A':{{{Function},'Catch':[{{'ErrorEquals':['X'],'Output':'{{% $nothing %}}','Next':'B'}},{{'ErrorEquals':['States.ALL'],'Next':'B'}}],'End':true}},'B':{{'Type':'Succeed'}}");

        var result = await Engine(Clock(), ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel);

        Assert.Equal(ErrorNames.QueryEvaluationError, result.Error);
        Assert.Contains("'Catch[0]/Output'", result.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "an integer from 1 to 99999999, but was: 0")]
    [InlineData("1.5", "an integer from 1 to 99999999, but was: 1.5")]
    [InlineData("'x'", "Expected 'number', but was 'string' for value: \"x\"")]
    public async Task TimeoutSeconds_WrongValue_FailsTheEvaluation(string value, string expected)
    {
        var handler = new FakeHandler(_ => TaskOutcome.Success(Value.Null));
        var machine = Machine("A", $"'A':{{{Function},'TimeoutSeconds':'{{% $states.input.t %}}','End':true}}");

        var result = await Engine(Clock(), ("f", handler)).ExecuteAsync(machine, Json($"{{'t':{value}}}"), null, Cancel);

        Assert.Equal(ErrorNames.QueryEvaluationError, result.Error);
        Assert.EndsWith(expected, result.Cause, StringComparison.Ordinal);
        Assert.Empty(handler.Invocations);
    }

    [Fact]
    public async Task Output_OverTheLimit_IsNotCaughtByStatesAll()
    {
        var handler = new FakeHandler(_ => TaskOutcome.Success(Value.From(new string('x', 200_000))));
        var machine = Machine(
            "A",
            $"'A':{{{Function},'Output':'{{% $states.result & $states.result %}}','Catch':[{{'ErrorEquals':['States.ALL'],'Next':'B'}}],'End':true}},'B':{{'Type':'Succeed'}}");

        var result = await Engine(Clock(), ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel);

        Assert.Equal(ErrorNames.DataLimitExceeded, result.Error);
    }

    [Fact]
    public async Task Variables_NamedLikeAFunction_HideIt()
    {
        var result = await RunAsync(Machine(
            "A", "'A':{'Type':'Pass','Output':'{% $count([1,2]) %}','Assign':{'count':7},'Next':'B'},'B':{'Type':'Pass','Output':'{% [$states.input, $count] %}','End':true}"));

        Assert.Equal("[2,7]", result.Output.ToJson());
    }

    [Fact]
    public async Task Variables_NamedLikeAFunctionInOneBranch_LeaveItToTheOther()
    {
        var parsed = StateMachine.Parse(
            ("{'QueryLanguage':'JSONata','StartAt':'P','States':{'P':{'Type':'Parallel','End':true,'Branches':["
            + "{'StartAt':'A','States':{'A':{'Type':'Pass','Assign':{'count':7},'End':true}}},"
            + "{'StartAt':'B','States':{'B':{'Type':'Pass','Output':'{% $count([1,2]) %}','End':true}}}]}}}").Replace('\'', '"'));

        var result = await Engine(Clock()).ExecuteAsync(parsed.Machine!, Value.Null, null, Cancel);

        Assert.Empty(parsed.Diagnostics);
        Assert.Equal("[null,2]", result.Output.ToJson());
    }

    [Theory]
    [InlineData("{% 1 + %}", "INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /States/A/Output/v")]
    [InlineData("{% phone %}", "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/A/Output/v")]
    [InlineData("{% $$ %}", "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported. at /States/A/Output/v")]
    [InlineData("{% $map($states.input, function($x) { phone }) %}", "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/A/Output/v")]
    [InlineData("{% $states.errorOutput %}", "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.errorOutput' does not exist. at /States/A/Output/v")]
    [InlineData("{% $states.result %}", "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.result' does not exist. at /States/A/Output/v")]
    [InlineData("{% $states.nothing %}", "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.nothing' does not exist. at /States/A/Output/v")]
    [InlineData("{% 1", "SCHEMA_VALIDATION_FAILED: JSONata string must start with {% and end with %} at /States/A/Output/v")]
    [InlineData(" {% 1 %}", "SCHEMA_VALIDATION_FAILED: JSONata string must start with {% and end with %} at /States/A/Output/v")]
    [InlineData("total: 1 %}", "SCHEMA_VALIDATION_FAILED: JSONata string must start with {% and end with %} at /States/A/Output/v")]
    [InlineData("{%}", "SCHEMA_VALIDATION_FAILED: JSONata string must start with {% and end with %} at /States/A/Output/v")]
    [InlineData("{% $lost %}", "UNASSIGNED_VARIABLE: No state assigns the variable '$lost' where it is read at /States/A/Output/v")]
    public void Parse_Expression_IsCheckedAtOnce(string expression, string expected)
    {
        var result = StateMachine.Parse(
            "{'QueryLanguage':'JSONata','StartAt':'A','States':{'A':{'Type':'Pass','Output':{'v':'%'},'End':true}}}"
                .Replace('\'', '"').Replace("%", expression, StringComparison.Ordinal));

        Assert.Equal(expected, Assert.Single(result.Diagnostics).ToString());
    }

    [Theory]
    [InlineData("'Output':'{% $states.result %}','Assign':{'v':'{% $states.result %}'}", null)]
    [InlineData("'Catch':[{'ErrorEquals':['E'],'Next':'B','Output':'{% $states.errorOutput %}','Assign':{'v':'{% $states.errorOutput %}'}}]", null)]
    [InlineData("'Arguments':'{% $states.result %}'", "Field '$states.result' does not exist.")]
    [InlineData("'TimeoutSeconds':'{% $states.result %}'", "Field '$states.result' does not exist.")]
    [InlineData("'Output':'{% $states.errorOutput %}'", "Field '$states.errorOutput' does not exist.")]
    [InlineData("'Catch':[{'ErrorEquals':['E'],'Next':'B','Output':'{% $states.result %}'}]", "Field '$states.result' does not exist.")]
    public void Parse_ResultAndErrorOutput_AreOnlyWhereTheyCanBe(string fields, string? expected)
    {
        var result = StateMachine.Parse(
            ("{'QueryLanguage':'JSONata','StartAt':'A','States':{'A':{'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f','Next':'B',"
            + fields + "},'B':{'Type':'Succeed'}}}").Replace('\'', '"'));

        Assert.Equal(expected, result.Diagnostics.SingleOrDefault()?.Message);
    }

    private static double Member(Value value, string name) =>
        value.AsObject().TryGetValue(name, out var member) ? member.AsNumber() : double.NaN;
}
