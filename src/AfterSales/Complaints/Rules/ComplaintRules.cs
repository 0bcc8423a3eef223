using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Complaints.Rules;

/// <summary>How a complaint is taken, answered and closed (domain.md §6).</summary>
public static class ComplaintRules
{
    // S1 has a deputy general manager hear of it; the service director stands for him.
    private const Role Superior = Role.ServiceDirector;

    /// <summary>A serious one is reported up as it is taken down.</summary>
    public static Decision Raise(string id, RaiseComplaint raised, Caller by, WorkingCalendar calendar, ComplaintTerms terms, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(raised.Words)) return InputInvalid.At("words", "REQUIRED");
        if (WhoHasAStakeDoesNotTakeIt(raised.BranchId, raised.PersonId, raised.ServesAt, by) is { } refusal) return refusal;
        var isSerious = raised.Severity == ComplaintSeverity.Serious;
        var (day, answerBy) = (calendar.LocalDay(now), now.AddHours(terms.AnswerHours));
        DateTimeOffset? reportUp = isSerious ? null : calendar.InstantAt(day.AddDays(terms.ReportDays), calendar.LocalTime(now));
        var taken = new ComplaintRaised(id, raised.BranchId, raised.CustomerId, raised.TicketId, raised.PersonId, raised.Category, raised.Severity,
            raised.Source, raised.HeardIn, now, day, answerBy, reportUp, raised.Words, raised.ModelId);
        return isSerious ? Decision.Of([taken, new ComplaintReportedUp(now, Superior, answerBy)]) : taken;
    }

    /// <summary>What time alone brings, the earliest first: nobody has given the customer an answer, then the superior is told, once; nobody has closed it.</summary>
    public static Decision WhenDue(Complaint complaint, WorkingCalendar calendar, ComplaintTerms terms, DateTimeOffset now)
    {
        List<Event> happened = [];
        while (complaint.NextDue is { } due && due <= now)
        {
            var isOpen = complaint.State == ComplaintState.Open;
            Event next = isOpen && !complaint.IsAnswerMissed && complaint.AnswerBy == due ? new ComplaintAnswerMissed(due, calendar.LocalDay(due))
                : isOpen && complaint.ReportUpAt == due ? new ComplaintReportedUp(due, Superior, due.AddHours(terms.AnswerHours))
                : new ComplaintClosingMissed(due, calendar.LocalDay(due));
            happened.Add(next);
            complaint = Complaint.Apply(complaint, next);
        }

        return Decision.Of([.. happened]);
    }

    public static Decision Answer(
        Complaint complaint, ComplaintWords answer, Caller by, WorkingCalendar calendar, ComplaintTerms terms, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(answer.Words)) return InputInvalid.At("words", "REQUIRED");
        if (WhoHasAStakeDoesNotTakeIt(complaint.BranchId, complaint.PersonId, answer.ServesAt, by) is { } refusal) return refusal;
        return complaint.State == ComplaintState.Closed
            ? new ComplaintNotOpen(complaint.State)
            : After(complaint, calendar, terms, now, new ComplaintAnswered(now, calendar.LocalDay(now), answer.Words, answer.Channel));
    }

    /// <summary>Every complaint gets an answer before it is closed (domain.md §6).</summary>
    public static Decision Close(
        Complaint complaint, ComplaintWords words, Caller by, WorkingCalendar calendar, ComplaintTerms terms, DateTimeOffset now)
    {
        if (WhoHasAStakeDoesNotTakeIt(complaint.BranchId, complaint.PersonId, words.ServesAt, by) is { } refusal) return refusal;
        return complaint.State switch
        {
            ComplaintState.Closed => Decision.NothingToDo,
            ComplaintState.Open => new ComplaintNotAnswered(),
            _ => After(complaint, calendar, terms, now, new ComplaintClosed(now, calendar.LocalDay(now), words.Words.Length > 0 ? words.Words : null)),
        };
    }

    /// <summary>What was due before is told first, however late its wake is; what is done at the very instant is in time.</summary>
    private static Decision After(Complaint complaint, WorkingCalendar calendar, ComplaintTerms terms, DateTimeOffset now, Event happened) =>
        Decision.Of([.. WhenDue(complaint, calendar, terms, now.AddTicks(-1)).Events, happened]);

    /// <summary>
    /// The one complained about has a stake, and so has whoever serves at that branch or answers for its service (S0: the complaint line is
    /// nobody's of that branch's service staff).
    /// </summary>
    private static HasStake? WhoHasAStakeDoesNotTakeIt(string branchId, string? personId, IEnumerable<string> servesAt, Caller by) =>
        !by.IsSystem && ((personId is not null && by.IsPerson(personId)) || servesAt.Contains(branchId)) ? new HasStake() : null;
}

/// <summary>Where somebody has a stake in what customers complain of, whatever else he does there.</summary>
public static class Stake
{
    public static ImmutableList<string> PlacesOf(Caller caller) =>
        [.. caller.Assignments.Where(a => a.Role is Role.Technician or Role.Dispatcher or Role.BranchManager).Select(a => a.Place)];
}

/// <summary>Who is complained about, or serves at the branch complained about, neither takes nor answers the complaint: the complaint line does.</summary>
[GenerateSerializer, Immutable, Alias("HasStake")]
public sealed record HasStake : Refusal;

/// <summary>A complaint is closed only after the customer was given an answer.</summary>
[GenerateSerializer, Immutable, Alias("ComplaintNotAnswered")]
public sealed record ComplaintNotAnswered : Refusal;

/// <summary>The complaint is closed already.</summary>
[GenerateSerializer, Immutable, Alias("ComplaintNotOpen")]
public sealed record ComplaintNotOpen([property: Id(0)] ComplaintState State) : Refusal;
