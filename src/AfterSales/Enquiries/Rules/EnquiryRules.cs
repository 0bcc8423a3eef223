using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Promises.Rules;
using AfterSales.Records;

namespace AfterSales.Enquiries.Rules;

/// <summary>What holds at the branch for enquiries: working hours and days.</summary>
public sealed record EnquiryTerms(int CallBackHours, int LeadContactHours, int LeadReminderDays, int LeadReminders, int ReportDays, ImmutableList<RequestTerm> Requests)
{
    public static EnquiryTerms Standard { get; } = new(EnquiryPolicies.CallBackHours.Standard, EnquiryPolicies.LeadContactHours.Standard,
        EnquiryPolicies.LeadReminderDays.Standard, EnquiryPolicies.LeadReminders.Standard, EnquiryPolicies.ReportDays.Standard, EnquiryPolicies.RequestTerms.Standard);

    /// <summary>Null where a request of this matter has no time of its own.</summary>
    public RequestTerm? Of(RequestMatter matter) => Requests.Find(term => term.Matter == matter);
}

/// <summary>How an enquiry is taken, reminded of, solved and told.</summary>
public static class EnquiryRules
{
    public static Decision Take(string id, TakeEnquiry asked, string? by, EnquiryTerms terms, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(asked.Words)) return InputInvalid.At("words", "REQUIRED");
        if (asked.CustomerId is null && string.IsNullOrWhiteSpace(asked.Contact)) return InputInvalid.At("contact", "REQUIRED");
        if (asked.Matter != RequestMatter.Other && asked.Kind != EnquiryKind.Request) return InputInvalid.At("matter", "OF_A_REQUEST_ALONE");
        var report = calendar.InstantAt(calendar.LocalDay(now).AddDays(terms.ReportDays), calendar.LocalTime(now));
        var (due, remind) = asked.Kind switch
        {
            EnquiryKind.PriceQuestion => (AfterWorkingHours(terms.CallBackHours), (DateTimeOffset?)null),
            EnquiryKind.Lead => (AfterWorkingHours(terms.LeadContactHours), NextReminder(terms, calendar, now)),
            _ => Answered(),
        };
        return new EnquiryTaken(id, asked.BranchId, asked.CustomerId, asked.Kind, asked.HeardIn, by, now, due, remind, asked.Words, asked.Contact, asked.Channel, asked.Matter);

        // Unanswered by then it goes to the supervisor.
        (DateTimeOffset, DateTimeOffset?) Answered()
        {
            var by = terms.Of(asked.Matter) is { } term ? PromiseReckoner.Due(now, term.Amount, term.Unit, [], CalendarHistory.Of(calendar)) ?? report : report;
            return (by, by);
        }

        DateTimeOffset AfterWorkingHours(int hours) => calendar.Due(now, TimeSpan.FromHours(hours)) ?? now.AddHours(hours);
    }

    /// <summary>
    /// A request goes to the supervisor once; the sales manager is reminded of a lead until contact is recorded, and when the last reminder has passed as well
    /// the lead is lost.
    /// </summary>
    public static Decision WhenDue(Enquiry enquiry, EnquiryTerms terms, WorkingCalendar calendar, DateTimeOffset now) =>
        enquiry.NextDue is not { } due || due > now ? Decision.NothingToDo
            : enquiry.State == EnquiryState.Told ? new UseReportDue(enquiry.Reports + 1, NextReport(enquiry, enquiry.Reports + 1, terms, calendar, enquiry.ToldAt ?? due, due), calendar.ClosingAfter(now))
            : enquiry.EnquiryKind == EnquiryKind.Lead && enquiry.Reminders >= terms.LeadReminders ? new LeadLost(now, calendar.ClosingAfter(now))
            : new EnquiryReminded(enquiry.Reminders + 1, enquiry.EnquiryKind == EnquiryKind.Lead ? NextReminder(terms, calendar, now) : null, calendar.ClosingAfter(due));

    /// <summary>What the customer is to be told, on the day it is entered (S3 ⑹-5 §4).</summary>
    public static Decision Solve(Enquiry enquiry, string words, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(words)) return InputInvalid.At("words", "REQUIRED");
        if (enquiry.State != EnquiryState.Open) return new EnquiryNotOpen(enquiry.State);
        var today = calendar.LocalDay(now);
        var tellBy = calendar.ClosingOn(today) is { } closing && closing > now ? closing : calendar.InstantAt(today.AddDays(1), TimeOnly.MinValue);
        return new EnquirySolved(now, tellBy, words);
    }

    /// <summary>The customer was called: told the price or the solution, or for a lead: contacted.</summary>
    public static Decision Tell(Enquiry enquiry, EnquiryWords told, EnquiryTerms terms, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(told.Words)) return InputInvalid.At("words", "REQUIRED");
        return enquiry switch
        {
            { State: EnquiryState.Told } => new EnquiryNotOpen(enquiry.State),
            { State: EnquiryState.Open, EnquiryKind: EnquiryKind.Request } => new EnquiryNotSolved(),
            _ => new EnquiryTold(now, told.Words, told.Channel, NextReport(enquiry, 0, terms, calendar, now, now)),
        };
    }

    /// <summary>
    /// Every so many months from the day he was told, by the day at the branch; a day without work goes on to the next, and shifts no later one. Null where
    /// no more are owed.
    /// </summary>
    /// <param name="made">How many were due already.</param>
    /// <param name="after">When the last was due.</param>
    private static DateTimeOffset? NextReport(Enquiry enquiry, int made, EnquiryTerms terms, WorkingCalendar calendar, DateTimeOffset told, DateTimeOffset after)
    {
        if (terms.Of(enquiry.Matter) is not { ReportEveryMonths: > 0 } term || made >= term.Reports) return null;
        var (first, last) = (calendar.LocalDay(told), calendar.LocalDay(after));
        // The rhythm may be another since: what would have been earlier is not made up for.
        var months = term.ReportEveryMonths * (made + 1);
        while (first.AddMonths(months) <= last) months += term.ReportEveryMonths;
        var day = first.AddMonths(months);
        return calendar.OpeningOn(day) ?? calendar.NextOpening(calendar.InstantAt(day, TimeOnly.MinValue)) ?? calendar.InstantAt(day, TimeOnly.MinValue);
    }

    /// <summary>At the branch's opening some working days on; a branch without working hours counts plain days.</summary>
    private static DateTimeOffset NextReminder(EnquiryTerms terms, WorkingCalendar calendar, DateTimeOffset now)
    {
        var closing = calendar.AddWorkingDays(now, terms.LeadReminderDays);
        return closing is { } at ? calendar.OpeningOn(calendar.LocalDay(at)) ?? at : now.AddDays(terms.LeadReminderDays);
    }
}

/// <summary>A solution was entered already, or the customer was told.</summary>
[GenerateSerializer, Immutable, Alias("EnquiryNotOpen")]
public sealed record EnquiryNotOpen([property: Id(0)] EnquiryState State) : Refusal;

/// <summary>A request needs a solution before the customer can be told.</summary>
[GenerateSerializer, Immutable, Alias("EnquiryNotSolved")]
public sealed record EnquiryNotSolved : Refusal;
