using AfterSales.Api.Engine;
using AfterSales.Tests.Api.Fixture;

namespace AfterSales.Tests.Api;

public sealed class SchemaTests
{
    private static readonly string Sdl = Print();

    [Fact]
    public void The_text_of_the_schema_is_the_same_each_time() => Assert.Equal(Sdl, Print());

    [Theory]
    [InlineData("registerJob(input: RegisterJobInput!): RegisterJobPayload!")]
    [InlineData("input RegisterJobInput {\n  dueAt: DateTime\n  mechanicId: ID\n  parts: [PartLineInput!]\n  requestId: ID\n  \"What is to be done.\"\n  title: String!\n}")]
    [InlineData("type RegisterJobPayload {\n  errors: [RegisterJobError!]\n  job: Job\n}")]
    [InlineData("union RegisterJobError = InputInvalidError | MechanicBusyError | NotFoundError | RequestIdReusedError | TryAgainError")]
    [InlineData("reset: ResetPayload!")]
    public void A_mutation_has_the_shape_of_the_convention(string text) => Assert.Contains(text, Sdl, StringComparison.Ordinal);

    [Theory]
    [InlineData("interface Error {")]
    [InlineData("type MechanicBusyError implements Error {")]
    [InlineData("mechanicId: ID!")]
    [InlineData("until: DateTime!")]
    [InlineData("others: [JobStatus!]!")]
    public void A_refusal_becomes_a_typed_error_with_its_facts(string text) => Assert.Contains(text, Sdl, StringComparison.Ordinal);

    [Theory]
    [InlineData("where: JobFilterInput): JobsConnection")]
    [InlineData("order: [JobSortInput!],")]
    [InlineData("totalCount: Int\n")]
    [InlineData("type JobsEdge {\n  cursor: String!\n  node: Job!\n}")]
    [InlineData("input JobStatusOperationFilterInput {\n  eq: JobStatus\n  in: [JobStatus]\n  neq: JobStatus\n  nin: [JobStatus]\n}")]
    public void A_paged_list_is_a_connection(string text) => Assert.Contains(text, Sdl, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"A job of the workshop.\"\ntype Job {")]
    [InlineData("\"What is to be done, in a line.\"\n  title: String!")]
    [InlineData("\"Its key.\"\n    id: ID!): Job")]
    public void Documentation_comments_become_descriptions(string text) => Assert.Contains(text, Sdl, StringComparison.Ordinal);

    [Theory]
    [InlineData("someJobs(count: Int!, status: JobStatus! = IN_PROGRESS): [Job!]!")]
    [InlineData("echo(at: DateTime!, day: LocalDate, from: LocalTime): DateTime!")]
    [InlineData("minutes: Long!")]
    [InlineData("mechanic: Mechanic\n")]
    public void Members_take_their_types_and_nullability_from_the_code(string text) => Assert.Contains(text, Sdl, StringComparison.Ordinal);

    [Fact]
    public void An_ignored_member_is_not_shown() => Assert.DoesNotContain("internal", Sdl, StringComparison.Ordinal);

    private static string Print()
    {
        using var services = Workshops.Open();
        return SchemaText.Print(services.Schema());
    }
}
